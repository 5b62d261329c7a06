import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { keys, readAgain } from "@/api/keys";

it("makes a key of group, read and what it is asked with; what is left out at the end stands for all of it", () => {
  expect(keys.visits.one("v1")).toEqual(["visits", "one", "v1"]);
  expect(keys.deductions.latest(2026)).toEqual(["deductions", "latest", 2026]);
  expect(keys.deductions.latest(2026, "T01")).toEqual(["deductions", "latest", 2026, "T01"]);
  expect(keys.schemes.changes("s1", null)).toEqual(["schemes", "changes", "s1", null]);
});

it("never gives two reads one key", () => {
  const all = Object.values(keys).flatMap((group) =>
    Object.values(group as Record<string, (...asked: unknown[]) => readonly unknown[]>).map((make) => make("x").join()),
  );
  expect(new Set(all).size).toBe(all.length);
});

it("reads again what is read under the groups named, and nothing else", async () => {
  const queries = new QueryClient();
  const read = [keys.visits.one("v1"), keys.deductions.one("d1"), keys.rectifications.one("r1")];
  for (const key of read) queries.setQueryData(key, {});
  await readAgain(queries, "visits", "rectifications");
  expect(read.map((key) => queries.getQueryState(key)?.isInvalidated)).toEqual([true, false, true]);
});
