import { expect, it } from "vitest";
import { toDocument, toPercent, toShare, toTyped } from "./percents";
import { answer as rules } from "@/test/answers/linkage-rules.json";
import type { Schema } from "@/api/client";

it.each([
  ["0.15", "15"],
  ["0", "0"],
  ["1", "100"],
  ["0.3", "30"],
  ["0.125", "12.5"],
  ["0.005", "0.5"],
])("a share of %s is %s per cent, and the other way round", (share, percent) => {
  expect(toPercent(share)).toBe(percent);
  expect(toShare(percent)).toBe(share);
});

it("a document that nobody changed says the same after the form", () => {
  const { document } = rules.items[0]! as Schema<"LinkageRulesView">;
  const again = toDocument(toTyped(document));
  expect(toTyped(again)).toEqual(toTyped(document));
  expect(again.title).toBeNull();
});

it("a title needs both languages", () => {
  const typed = toTyped(rules.items[0]!.document as Schema<"LinkageDocument">);
  expect(toDocument({ ...typed, title: { zh: "办法", en: "Rules" } }).title).toEqual({ zh: "办法", en: "Rules" });
  expect(toDocument({ ...typed, title: { zh: "", en: "" } }).title).toBeNull();
});
