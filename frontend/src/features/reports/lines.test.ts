import { expect, it } from "vitest";
import { changedLines, countLights, entriesOf, faults, lightOf, typedFrom } from "./lines";
import type { ReportLine } from "./queries";

function line(values: Partial<ReportLine>): ReportLine {
  return {
    indicator_code: "T-REV",
    indicator_name: "财政总收入",
    indicator_name_en: "Fiscal revenue",
    unit_of_measure: "万元",
    direction: "higher",
    kind: "quantity",
    places: 0,
    target: "3738",
    value: "3459",
    note: "",
    is_prefilled: true,
    last_month: 11,
    last_value: "3459",
    last_note: "",
    light: "yellow",
    light_rule: { basis: "milestone", expected: "3738", yellow_at: "3364.2" },
    ...values,
  };
}

it("the light follows the server's rule exactly at its bounds", () => {
  expect(lightOf(line({}), "3738")).toBe("green");
  expect(lightOf(line({}), "3737.9")).toBe("yellow");
  expect(lightOf(line({}), "3364.2")).toBe("yellow");
  expect(lightOf(line({}), "3364.1999999999999999")).toBe("red");
});

it("where lower is better, the number is a ceiling", () => {
  const ceiling = line({
    direction: "lower",
    light_rule: { basis: "ceiling", expected: "12", yellow_at: "13.2" },
  });
  expect(lightOf(ceiling, "12.0")).toBe("green");
  expect(lightOf(ceiling, "13.2")).toBe("yellow");
  expect(lightOf(ceiling, "13.21")).toBe("red");
});

it("nothing shines without a number or without a rule", () => {
  expect(lightOf(line({}), "")).toBe("none");
  expect(lightOf(line({}), "3 738")).toBe("none");
  expect(lightOf(line({ light_rule: { basis: "none", expected: null, yellow_at: null } }), "5")).toBe("none");
});

it("only what differs from last month counts as changed", () => {
  const lines = [line({}), line({ indicator_code: "T-NEW", value: null, last_value: null })];
  const typed = typedFrom(lines);
  expect(changedLines(lines, typed)).toEqual([]);
  const next = { ...typed, "T-REV": { value: "3800", note: "" } };
  expect(changedLines(lines, next).map((row) => row.indicator_code)).toEqual(["T-REV"]);
  expect(countLights(lines, next)).toEqual({ green: 1, yellow: 0, red: 0, none: 1 });
});

it("says what cannot be sent, and sends an empty cell as no value", () => {
  const lines = [line({}), line({ indicator_code: "T-B" }), line({ indicator_code: "T-C" })];
  const typed = {
    "T-REV": { value: "12,5", note: "" },
    "T-B": { value: "", note: "" },
    "T-C": { value: " ", note: "尚未统计" },
  };
  expect(faults(lines, typed)).toEqual({ "T-REV": "number", "T-B": "note" });
  expect(entriesOf({ "T-C": typed["T-C"] })).toEqual([{ indicator_code: "T-C", value: null, note: "尚未统计" }]);
});
