import { expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { faultOf, faultsBySubject } from "@/lib/scores";

it("a score is a number between 0 and the most, compared exactly", () => {
  expect(faultOf("", "10")).toBeNull();
  expect(faultOf("10.0", "10")).toBeNull();
  expect(faultOf("10.0001", "10")).toBe("range");
  expect(faultOf("-1", "10")).toBe("number");
  expect(faultOf("8,5", "10")).toBe("number");
});

it("pointers name the subject by row or by code", () => {
  const error = (pointer: string) =>
    new ApiProblem({ status: 422, errors: [{ pointer, code: "out_of_range", message: "过高" }] });
  expect(faultsBySubject(error("/rows/1/score"), ["T01", "T02"])).toEqual({ T02: "过高" });
  expect(faultsBySubject(error("/scores/T01"), ["T01", "T02"])).toEqual({ T01: "过高" });
  expect(faultsBySubject(error("/scores/T09"), ["T01"])).toEqual({});
  expect(faultsBySubject(new Error("x"), ["T01"])).toEqual({});
});
