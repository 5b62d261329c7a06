import { describe, expect, it } from "vitest";
import { doubtsOf } from "./plausibility";
import type { SheetRow } from "./queries";
import { faultOf, isChanged, paste, readCell } from "./sheet";
import { answer as sheet } from "@/test/answers/value-sheet.json";

const BLANK: SheetRow = {
  unit_code: "T01",
  unit_name: "青岩街道",
  class_code: "township-1",
  target: null,
  claim: null,
  earlier: null,
  confirmed: null,
  is_closed: false,
  value: null,
};
const rows: SheetRow[] = [
  BLANK,
  { ...BLANK, unit_code: "T02", unit_name: "白鹭街道" },
  { ...BLANK, unit_code: "T13", unit_name: "双坪镇", is_closed: true },
];
const kinds = (row: Partial<SheetRow>, value: string, measure = "万元"): string[] =>
  doubtsOf({ ...BLANK, ...row }, value, measure).map(({ kind }) => kind);

describe("what is asked about", () => {
  it("asks about a rate over a hundred, and not about one at it", () => {
    expect(kinds({ claim: "96" }, "130", "%")).toEqual(["overHundred"]);
    expect(kinds({ claim: "96" }, "100", "％")).toEqual([]);
  });

  it("asks where what accumulates has fallen, and where a rate has not", () => {
    expect(kinds({ earlier: "3146" }, "1")).toEqual(["fell", "farBelow"]);
    expect(kinds({ earlier: "3146" }, "3146")).toEqual([]);
    expect(kinds({ earlier: "97" }, "95", "%")).toEqual([]);
  });

  it("asks about another order of size than the claim, else the target, and names what it compares with", () => {
    expect(doubtsOf({ ...BLANK, claim: "15480", target: "2" }, "99999999", "万元")).toEqual([
      { kind: "farAbove", against: "claim", reference: "15480" },
    ]);
    expect(kinds({ claim: "15480" }, "154800")).toEqual([]);
    expect(kinds({ claim: "0", target: "120" }, "11.9")).toEqual(["farBelow"]);
    expect(kinds({ target: "120" }, "-5")).toEqual(["negative"]);
  });

  it("has nothing to ask where nothing stands beside", () => {
    expect(kinds({}, "99999999")).toEqual([]);
    expect(kinds({ claim: "-3" }, "-400")).toEqual([]);
  });
});

describe("cells", () => {
  it("reads what a spreadsheet makes of a number; a sign of per cent belongs to rates alone", () => {
    expect(readCell("１２，３４５．６", "万元")).toBe("12345.6");
    expect(readCell("95 %", "%")).toBe("95");
    expect(readCell("95%", "万元")).toBe("95%");
  });

  it("says what is wrong with a cell, and lets the untouched ones be", () => {
    expect(faultOf(BLANK, { T01: "12a" }, 2)).toBe("number");
    expect(faultOf(BLANK, { T01: "1.234" }, 2)).toBe("places");
    expect(faultOf(BLANK, { T01: "1.23" }, 2)).toBeNull();
    expect(faultOf(BLANK, {}, 2)).toBeNull();
    const [entered] = sheet.rows as SheetRow[];
    expect(faultOf(entered!, { [entered!.unit_code]: "" }, 2)).toBe("cleared");
  });

  it("takes the same number in other digits for no change", () => {
    const [entered] = sheet.rows as SheetRow[];
    expect(isChanged(entered!, { [entered!.unit_code]: `${entered!.value!.actual}.00` })).toBe(false);
    expect(isChanged(entered!, { [entered!.unit_code]: "1" })).toBe(true);
  });
});

describe("what is pasted", () => {
  it("fills downwards from the cell, leaves blanks, and counts what finds no unit or a closed one", () => {
    expect(paste("12\n\n13\n14\n", rows, "T01", "万元")).toEqual({ patch: { T01: "12" }, left: 2 });
    expect(paste("7\n8", rows, "T01", "万元")).toEqual({ patch: { T01: "7", T02: "8" }, left: 0 });
  });

  it("fills by name or code where the lines begin with one, in any order", () => {
    expect(paste("白鹭街道\t1,200\nT01\t900\n无此单位\t5", rows, "T01", "万元")).toEqual({
      patch: { T02: "1200", T01: "900" },
      left: 1,
    });
  });

  it("guesses not between two units of one name", () => {
    const twins = [BLANK, { ...BLANK, unit_code: "T02" }];
    expect(paste("青岩街道\t5\nT02\t6", twins, "T01", "万元")).toEqual({ patch: { T02: "6" }, left: 1 });
  });
});
