import { expect, it } from "vitest";
import { after } from "./steps";

it("keeps the time of day, and stays inside the month", () => {
  expect(after("2026-11-30T09:00:00+08:00", "day")).toBe("2026-12-01T01:00:00.000Z");
  expect(after("2026-12-28T09:00:00+08:00", "week")).toBe("2027-01-04T01:00:00.000Z");
  expect(after("2027-01-31T09:00:00+08:00", "month")).toBe("2027-02-28T01:00:00.000Z");
  expect(after("2026-12-15T09:00:00+08:00", "month")).toBe("2027-01-15T01:00:00.000Z");
});
