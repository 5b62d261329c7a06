import { expect, it } from "vitest";
import { resources } from "@/i18n";

function keys(texts: unknown, prefix = ""): string[] {
  if (typeof texts !== "object" || texts === null) return [prefix];
  return Object.entries(texts).flatMap(([key, value]) => keys(value, `${prefix}.${key}`));
}

function texts(value: unknown): string[] {
  return typeof value === "string" ? [value] : Object.values(value as object).flatMap(texts);
}

it("says everything in both languages", () => {
  expect(keys(resources.en).sort()).toEqual(keys(resources["zh-CN"]).sort());
});

it("leaves no text empty, and no Chinese in the English texts", () => {
  for (const text of [...texts(resources.en), ...texts(resources["zh-CN"])]) expect(text.trim()).not.toBe("");
  const mixed = texts(resources.en).filter((text) => /[\u4e00-\u9fff]/.test(text) && text !== "中文");
  expect(mixed).toEqual([]);
});
