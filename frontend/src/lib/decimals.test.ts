import { describe, expect, it } from "vitest";
import { add, compare, isNegative, isZero, showDecimal, showShort, subtract } from "@/lib/decimals";

describe("showDecimal", () => {
  it.each([
    ["94.4", "94.40"],
    ["94.405", "94.41"],
    ["94.404999", "94.40"],
    ["-0.005", "\u22120.01"],
    ["-0.001", "0.00"],
    ["1234567.891", "1,234,567.89"],
    ["0", "0.00"],
    ["99.995", "100.00"],
  ])("writes %s as %s", (value, shown) => {
    expect(showDecimal(value)).toBe(shown);
  });

  it("keeps digits that a JavaScript number would lose", () => {
    expect(showDecimal("12345678901234567890.125", 3)).toBe("12,345,678,901,234,567,890.125");
  });
});

describe("subtract", () => {
  it.each([
    ["0.3", "0.1", "0.2"],
    ["94.23", "94.40", "-0.17"],
    ["5", "5.00", "0.00"],
    ["-1", "1", "-2"],
  ])("%s - %s = %s", (left, right, difference) => {
    expect(subtract(left, right)).toBe(difference);
  });
});

it("tells signs and zero", () => {
  expect(isNegative("-0.01")).toBe(true);
  expect(isNegative("-0.00")).toBe(false);
  expect(isZero("0.00")).toBe(true);
  expect(showShort("2.500")).toBe("2.5");
});

it("adds and compares exactly, where numbers would not", () => {
  expect(["0.1", "0.2", "-0.3"].reduce(add, "0")).toBe("0.0");
  expect(add("9007199254740993", "0.01")).toBe("9007199254740993.01");
  expect(["10", "9.5", "-1", "9.50"].sort(compare)).toEqual(["-1", "9.5", "9.50", "10"]);
});
