import { expect, it } from "vitest";
import { byNamespace, type Texts } from "@/i18n/namespaces";

const chinese = byNamespace(import.meta.glob<Texts>("./zh-CN/*.json", { eager: true, import: "default" }));
const english = byNamespace(import.meta.glob<Texts>("./en/*.json", { eager: true, import: "default" }));

function keys(texts: unknown, prefix = ""): string[] {
  if (typeof texts !== "object" || texts === null) return [prefix.replace(/_(one|other)$/, "")];
  return Object.entries(texts).flatMap(([key, value]) => keys(value, `${prefix}.${key}`));
}

function texts(value: unknown): string[] {
  return typeof value === "string" ? [value] : Object.values(value as object).flatMap(texts);
}

it("says everything in both languages", () => {
  expect(new Set(keys(english))).toEqual(new Set(keys(chinese)));
});

it("leaves no text empty, and no Chinese in the English texts", () => {
  for (const text of [...texts(english), ...texts(chinese)]) expect(text.trim()).not.toBe("");
  const mixed = texts(english).filter((text) => /[\u4e00-\u9fff]/.test(text) && text !== "中文");
  expect(mixed).toEqual([]);
});

it("keeps to straight quotes in English: a Chinese font draws the curved ones as wide as a character", () => {
  expect(texts(english).filter((text) => /[\u2018-\u201d]/.test(text))).toEqual([]);
});
