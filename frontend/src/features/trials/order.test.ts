import { describe, expect, test } from "vitest";
import { orderOf, readChosen, writeChosen } from "./order";

const read = (text: string) => readChosen(new URLSearchParams(text));

describe("what was chosen lives in the address", () => {
  test("there and back again", () => {
    const address = "facts=2025&against=a1&seed=7&skip=x&draw=y&type=z&from=w~old&class=c1";
    expect(writeChosen(new URLSearchParams(address), read(address)).toString()).toBe(
      new URLSearchParams(address).toString(),
    );
  });

  test("what makes no sense is as if it were not there", () => {
    const chosen = read("facts=soon&seed=%3Cb%3E&from=broken");
    expect([chosen.factsYear, chosen.seed, chosen.choices.size]).toEqual([null, "1", 0]);
  });

  test("defaults are not written", () => {
    expect(writeChosen(new URLSearchParams("facts=2025&seed=3"), read("")).toString()).toBe("");
  });
});

describe("the order", () => {
  test("holds what was chosen, and what was typed for items that are typed", () => {
    const typed = new Map([
      ["z", new Map([["T01", "85"]])],
      ["gone", new Map([["T01", "1"]])],
    ]);
    expect(orderOf(read("skip=x&draw=y&type=z&from=w~old&against=a1"), 2025, typed)).toEqual({
      facts_year: 2025,
      against_id: "a1",
      left_out: ["x"],
      taken_from: { w: "old" },
      drawn: ["y"],
      seed: "1",
      typed: [{ item_code: "z", subject_code: "T01", value: "85" }],
    });
  });

  test("a sample draws every item", () => {
    expect(orderOf(read("draw=*"), 2025, new Map()).drawn).toEqual(["*"]);
  });
});
