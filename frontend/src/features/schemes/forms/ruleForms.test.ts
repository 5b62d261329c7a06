import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RULE_FORMS, RULE_TYPES, shownParameters, unknownKeys, withAward } from "./ruleForms";
import chinese from "@/i18n/zh-CN/editor.json";

interface Shape {
  properties: Record<string, { enum?: string[] }>;
  required?: string[];
}

const file = join(import.meta.dirname, "../../../../../docs/scheme.schema.json");
const language = (JSON.parse(readFileSync(file, "utf8")) as { $defs: Record<string, Shape> }).$defs;

it("has a form for every rule type of the scheme language", () => {
  expect([...RULE_TYPES].sort()).toEqual([...language["rule"]!.properties["type"]!.enum!].sort());
});

it.each(RULE_TYPES)("%s: has every parameter, and begins with those that it needs", (type) => {
  const { properties, required = [] } = language[type]!;
  const form = RULE_FORMS[type]!;
  const known = form.parameters.flatMap(({ key, kind }) => (kind === "step" ? [key, "step_percent"] : [key]));
  expect(known.sort()).toEqual(
    Object.keys(properties)
      .filter((key) => !["type", "note"].includes(key))
      .sort(),
  );
  expect(Object.keys(form.start)).toEqual(expect.arrayContaining(required));
  for (const { key, choices } of form.parameters) {
    if (choices) expect([...choices].sort()).toEqual([...properties[key]!.enum!].sort());
    expect(chinese.parameters).toHaveProperty(key);
  }
  expect(chinese.explained).toHaveProperty(type);
});

it("never hides under more what is written", () => {
  const hidden = shownParameters({ type: "step", size: "1" }).more.map(({ key }) => key);
  expect(hidden).toContain("zero_at");
  expect(shownParameters({ type: "step", zero_at: "60" }).first.map(({ key }) => key)).toContain("zero_at");
});

it("tells keys that belong to no parameter", () => {
  expect(unknownKeys({ type: "given", note: "x", at: "5" })).toEqual(["at"]);
});

it("changes the way of awarding places without leaving what belongs to the other", () => {
  const spread = withAward({ type: "rank", of: "rate", award: "step", step_percent: "2", least: "1" }, "spread");
  expect(spread).toEqual({ type: "rank", of: "rate", award: "spread", first: "100", last: "60" });
  expect(shownParameters(spread).first.map(({ key }) => key)).toEqual(["of", "direction", "award", "first", "last"]);
});
