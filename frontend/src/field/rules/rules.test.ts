import { describe, expect, it } from "vitest";
import { findRules, rulesFor, stepsOf, worth } from "@/field/rules/catalogue";
import { happenedAt, minutesAhead, officeNow } from "@/field/rules/clock";
import { entryOf, missingIn, positionOf } from "@/field/rules/entry";
import { distance, findUnits, isBetterReading, nearestFirst } from "@/field/rules/places";
import type { Draft, Rule, Unit } from "@/field/store/types";

const unit = (
  code: string,
  name: string,
  initials: string,
  latitude: string | null,
  longitude: string | null,
): Unit => ({
  code,
  name,
  kind: "township",
  initials,
  latitude,
  longitude,
});
const UNITS = [
  unit("T01", "青岩街道", "QYJD", "27.5600", "119.7100"),
  unit("T02", "大溪镇", "DXZ", "27.6500", "119.7100"),
  unit("D01", "水务局", "SWJ", null, null),
  unit("T03", "东溪镇", "DXZ", "27.5700", "119.7100"),
];

describe("units", () => {
  it("come nearest first, those without a place after them", () => {
    const here = { latitude: "27.5590", longitude: "119.7100" };
    const rows = nearestFirst(UNITS, here);
    expect(rows.map((row) => row.unit.code)).toEqual(["T01", "T03", "T02", "D01"]);
    expect(Math.round(rows[0]!.metres!)).toBe(111);
    expect(rows[3]!.metres).toBeNull();
    expect(nearestFirst(UNITS, null).map((row) => row.unit.code)).toEqual(["D01", "T01", "T02", "T03"]);
  });

  it("are found by a part of the name, by initials and by code", () => {
    const rows = nearestFirst(UNITS, null);
    const found = (typed: string) => findUnits(rows, typed).map((row) => row.unit.code);
    expect(found("溪")).toEqual(["T02", "T03"]);
    expect(found("dx")).toEqual(["T02", "T03"]);
    expect(found(" qyjd ")).toEqual(["T01"]);
    expect(found("d01")).toEqual(["D01"]);
    expect(found("YJ")).toEqual([]);
  });

  it("lie as far apart as the earth says", () => {
    const [taishun, wenzhou] = [
      { latitude: "27.5568", longitude: "119.7174" },
      { latitude: "27.9943", longitude: "120.6994" },
    ];
    expect(Math.round(distance(taishun, wenzhou) / 1000)).toBe(108);
  });
});

const rule = (changes: Partial<Rule>): Rule => ({
  id: "0",
  year: 2026,
  code: "SVC-ABSENT",
  title: "窗口缺岗",
  title_en: "Counter not staffed",
  category: "service",
  points: "1.00",
  points_min: null,
  points_max: null,
  points_step: null,
  factors: [],
  unit_kinds: ["township"],
  basis: "",
  valid_from: "2026-01-01",
  valid_to: null,
  is_late_report: false,
  rectification_days: null,
  overdue_rule_code: null,
  repeat_factor: null,
  version: 1,
  updated_at: "",
  ...changes,
});

describe("the dated catalogue", () => {
  it("offers what was in force on the day, for the kind of unit", () => {
    const rules = [
      rule({ code: "A", valid_to: "2026-06-30" }),
      rule({ code: "B", valid_from: "2026-07-01" }),
      rule({ code: "C", unit_kinds: ["department"] }),
      rule({ code: "D", year: 2025, valid_from: "2025-01-01" }),
    ];
    const codes = (day: string, kind?: string) => rulesFor(rules, day, kind).map((one) => one.code);
    expect(codes("2026-06-30", "township")).toEqual(["A"]);
    expect(codes("2026-07-01")).toEqual(["B", "C"]);
    expect(codes("2025-12-31", "township")).toEqual(["D"]);
  });

  it("is searched in both languages and by code", () => {
    const rules = [rule({}), rule({ code: "MTG-LATE", title: "参会迟到", title_en: "Late for a meeting" })];
    for (const typed of ["迟到", "late for", "mtg"])
      expect(findRules(rules, typed).map((one) => one.code)).toEqual(["MTG-LATE"]);
    expect(findRules(rules, " ")).toHaveLength(2);
  });

  it("says what a rule costs, and the steps of a range exactly", () => {
    const range = rule({ points: null, points_min: "0.5", points_max: "2", points_step: "0.3" });
    expect([worth(rule({})), worth(range)]).toEqual(["1", "0.5–2"]);
    expect(stepsOf(range)).toEqual(["0.5", "0.8", "1.1", "1.4", "1.7", "2"]);
    expect(stepsOf(rule({ points: null, points_min: "0", points_max: "100", points_step: "0.1" }))).toEqual([]);
    expect(stepsOf(rule({}))).toEqual([]);
  });
});

describe("the time at which it was found", () => {
  const at = (text: string) => `2026-03-05T${text}:00.000Z`;
  const contact = (deviceAt: string, officeAt: string) => ({ deviceAt: at(deviceAt), officeAt: at(officeAt) });

  it.each([
    ["a right clock", "09:30", contact("08:00", "08:00"), contact("10:00", "10:00"), "09:30"],
    ["a clock that is always an hour slow", "08:30", contact("07:00", "08:00"), contact("09:00", "10:00"), "09:30"],
    [
      "a slow clock that the network put right before sending",
      "08:30",
      contact("07:00", "08:00"),
      contact("10:00", "10:00"),
      "09:30",
    ],
    [
      "a clock that was set forward by an hour after the last contact",
      "10:30",
      contact("08:00", "08:00"),
      contact("11:00", "10:00"),
      "09:30",
    ],
    ["no contact before", "08:30", null, contact("09:00", "10:00"), "09:30"],
  ])("%s", (_, captured, before, now, found) => {
    expect(happenedAt(at(captured), before, now)).toBe(at(found));
  });

  it("is not invented where the clock was reset and put right again", () => {
    expect(happenedAt("1970-01-01T00:10:00.000Z", contact("08:00", "08:00"), contact("10:00", "10:00"))).toBeNull();
  });

  it("is never after now", () => {
    expect(happenedAt("2026-03-05T10:00:00.400Z", null, contact("10:00", "10:00"))).toBe(at("10:00"));
  });

  it("tells how far the phone runs ahead", () => {
    expect(minutesAhead(contact("10:07", "10:00"))).toBe(7);
    expect(officeNow(contact("10:07", "10:00"), Date.parse(at("10:17"))).toISOString()).toBe(at("10:10"));
  });
});

const draft: Draft = {
  id: "d",
  owner: "o",
  startedAt: "2026-03-05T01:00:00.000Z",
  contact: null,
  unitCode: "T01",
  place: " 大厅 ",
  ruleCode: "SVC-ABSENT",
  count: "2",
  factor: "1",
  points: "",
  pointsReason: "",
  note: " 无人 ",
  secondRecorder: "",
  happenedAt: null,
  position: null,
  refusal: null,
};

describe("the record", () => {
  it("needs what the page asks for, in the page's order", () => {
    const blank = { ...draft, unitCode: "", place: " ", ruleCode: "", count: "0", note: "" };
    expect(missingIn(blank, undefined)).toEqual(["unitCode", "place", "ruleCode", "count", "note"]);
    const range = rule({ points: null, points_min: "1", points_max: "2", points_step: "1" });
    expect(missingIn(draft, range)).toEqual(["points", "pointsReason"]);
    expect(missingIn({ ...draft, points: "1", pointsReason: "重" }, range)).toEqual([]);
    expect(missingIn(draft, rule({}))).toEqual([]);
  });

  it("carries what the contract wants", () => {
    const position = positionOf({
      coords: { latitude: 27.5568123456, longitude: -119.7, accuracy: 12.34 } as GeolocationCoordinates,
    });
    expect(position).toEqual({ latitude: "27.556812", longitude: "-119.700000", accuracy_m: "12.3", is_mock: null });
    expect(entryOf({ ...draft, position, secondRecorder: "x" }, "2026-03-05T09:00:00+08:00")).toMatchObject({
      id: "d",
      count: 2,
      points: null,
      points_reason: null,
      place: "大厅",
      description: "无人",
      captured_at: draft.startedAt,
      occurred_at: "2026-03-05T09:00:00+08:00",
      position,
      second_recorder: "x",
    });
  });

  it("keeps what a container says of an invented place", () => {
    const reading = {
      coords: { latitude: 1, longitude: 2, accuracy: 3 },
      mocked: true,
    } as unknown as GeolocationPosition;
    expect(positionOf(reading).is_mock).toBe(true);
  });

  it("takes the first place, and a better one only while the inspector is there", () => {
    const place = { latitude: "1", longitude: "2", accuracy_m: "50", is_mock: null };
    const began = Date.parse(draft.startedAt);
    expect(isBetterReading(draft, place, began + 3_600_000)).toBe(true);
    const placed = { ...draft, position: place };
    const better = { ...place, accuracy_m: "9" };
    expect(isBetterReading(placed, better, began + 30_000)).toBe(true);
    expect(isBetterReading(placed, better, began + 3_600_000)).toBe(false);
    expect(isBetterReading(placed, { ...place, accuracy_m: "90" }, began)).toBe(false);
  });
});
