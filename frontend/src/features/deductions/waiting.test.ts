import { QueryClient } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { deductionsWaiting } from "./waiting";
import { answer as queue } from "@/test/answers/deduction-queue.json";
import { session } from "@/test/pages";
import type { WaitingRow } from "@/app/waiting";

const YEARS = { items: ["closed", "year_end", "running"].map((phase, at) => ({ year: 2024 + at, phase })), next: null };

/** What is told, where the server answers every list of deductions with `items` and says that it holds `total`. */
async function told(key: string, items: unknown[], total: number): Promise<{ rows: WaitingRow[]; asked: string[] }> {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const isYears = pathname.endsWith("/years");
    if (!isYears) asked.push(search);
    const body = JSON.stringify(isYears ? YEARS : { items, next: null });
    return Promise.resolve(new Response(body, { headers: { "Total-Count": String(total) } }));
  });
  const client = new QueryClient();
  const provider = deductionsWaiting.find((one) => one.key === key)!;
  return { rows: await client.fetchQuery(provider.query(session)), asked };
}

it("tells a whole group with its number, the oldest and where it is worked through", async () => {
  const { rows, asked } = await told("confirm", queue.items, 2320);
  expect(rows).toEqual([
    {
      key: "deductions-/deductions/queue?state=recorded",
      count: 2320,
      title: "2320 条扣分待核实",
      detail: `最早：${queue.items[0]!.number} 杉坪乡（2027-04-12）`,
      due: null,
      path: "/deductions/queue?state=recorded",
    },
  ]);
  const search = new URLSearchParams(asked[0]);
  expect([search.get("state"), search.get("order"), search.get("count")]).toEqual(["recorded", "oldest", "true"]);
});

it("leads to the record itself where there is one, by the soonest deadline", async () => {
  const until = ["2026-08-20T23:59:59+08:00", "2026-08-14T23:59:59+08:00"];
  const rows = queue.items.map((row, at) => ({ ...row, state: "notified", object_until: until[at] }));
  const many = await told("object", rows, 2);
  expect(many.rows).toMatchObject([{ count: 2, due: until[1], path: "/deductions?state=notified" }]);
  const one = await told("object", rows.slice(0, 1), 1);
  expect(one.rows).toMatchObject([{ count: 1, due: until[0], path: `/deductions/${queue.items[0]!.id}` }]);
});

it("tells what is in effect and unpublished in each year that is not closed", async () => {
  const { rows, asked } = await told("publish", queue.items, 7);
  expect(rows.map(({ path }) => path)).toEqual([
    "/deductions?state=effective&published=no&year=2025",
    "/deductions?state=effective&published=no&year=2026",
  ]);
  expect(asked.every((search) => search.includes("published=false"))).toBe(true);
});

it("says nothing where nothing waits", async () => {
  expect((await told("judge", [], 0)).rows).toEqual([]);
});
