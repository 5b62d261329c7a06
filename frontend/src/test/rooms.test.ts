import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const SRC = dirname(import.meta.dirname);

/** From the ground up: a room imports only what stands below it. Tests may look anywhere but into another feature. */
const FLOORS = ["i18n", "api", "auth", "lib", "ui", "app", "features", "routes"];
/** The inspectors' app is light: no component library, nothing of the office. */
const FIELD = ["i18n", "api", "lib", "field"];

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !file.startsWith("api/generated"),
);

interface Arrow {
  from: string;
  to: string;
}

function importsOf(file: string): Arrow[] {
  const text = readFileSync(join(SRC, file), "utf8");
  const named = [...text.matchAll(/(?:from |import |import\()"([@.][^"]*)"/g)].map((found) => found[1]!);
  return named
    .filter((name) => name.startsWith("@/") || name.startsWith("."))
    .map((name) => ({
      from: file,
      to: name.startsWith("@/") ? name.slice(2) : relative(SRC, join(SRC, dirname(file), name)),
    }));
}

const arrows = files.flatMap(importsOf);
const isTest = (file: string): boolean => file.includes(".test.") || file.startsWith("test/");
const roomOf = (file: string): string => file.split("/")[0]!;
const featureOf = (file: string): string | undefined => /^features\/([^/]+)\//.exec(file)?.[1];
/** A folder inside a feature; what lies in the feature itself belongs to all of them. */
const partOf = (file: string): string | undefined => /^features\/([^/]+\/[^/]+)\//.exec(file)?.[1];
const told = ({ from, to }: Arrow): string => `${from} -> ${to}`;

it("reads the app whole", () => {
  expect(files.length).toBeGreaterThan(400);
  expect(arrows.filter(({ from }) => from === "routes/features.ts").length).toBeGreaterThan(20);
});

it("no room imports one above it", () => {
  const upward = arrows.filter(({ from, to }) => {
    const floor = FLOORS.indexOf(roomOf(from));
    return floor >= 0 && !isTest(from) && FLOORS.indexOf(roomOf(to)) > floor;
  });
  expect(upward.map(told)).toEqual([]);
});

it("the field app imports nothing of the office", () => {
  const strange = arrows.filter(
    ({ from, to }) => roomOf(from) === "field" && !isTest(from) && !FIELD.includes(roomOf(to)),
  );
  const back = arrows.filter(({ from, to }) => FLOORS.includes(roomOf(from)) && roomOf(to) === "field");
  expect([...strange, ...back].map(told)).toEqual([]);
});

it("no feature imports another", () => {
  const across = arrows.filter(({ from, to }) => {
    const feature = featureOf(from);
    return feature !== undefined && roomOf(to) === "features" && featureOf(to) !== feature;
  });
  expect(across.map(told)).toEqual([]);
});

it("the parts of a feature stand on each other without a circle", () => {
  const below = new Map<string, Set<string>>();
  for (const { from, to } of arrows.filter((arrow) => !isTest(arrow.from))) {
    const [part, other] = [partOf(from), partOf(to)];
    if (part && other && part !== other) below.set(part, (below.get(part) ?? new Set()).add(other));
  }
  const reaches = (part: string, goal: string, seen = new Set<string>()): boolean =>
    [...(below.get(part) ?? [])].some(
      (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
    );
  expect([...below.keys()].filter((part) => reaches(part, part))).toEqual([]);
});
