import { expect, it } from "vitest";
import { presentYear } from "@/lib/year";

const MARCH = "2027-03-12T09:00:00+08:00";

it("stays in the year that is still worked on, though the calendar is ahead", () => {
  const years = [
    { year: 2025, phase: "closed" as const },
    { year: 2026, phase: "year_end" as const },
  ];
  expect(presentYear(years, MARCH)).toBe(2026);
});

it("a year in preparation waits until it runs", () => {
  const before = { year: 2026, phase: "year_end" as const };
  expect(presentYear([before, { year: 2027, phase: "preparation" }], MARCH)).toBe(2026);
  expect(presentYear([before, { year: 2027, phase: "running" }], MARCH)).toBe(2027);
  expect(presentYear([{ year: 2027, phase: "preparation" }], MARCH)).toBe(2027);
});

it("takes the last closed year where none is open, and the calendar's where none was ever opened", () => {
  expect(presentYear([{ year: 2025, phase: "closed" }], MARCH)).toBe(2025);
  expect(presentYear([], MARCH)).toBe(2027);
});
