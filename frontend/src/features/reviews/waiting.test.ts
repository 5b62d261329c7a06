import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { reviewsWaiting } from "./waiting";
import type { Session } from "@/auth/session";
import { answer as reviews } from "@/test/answers/reviews.json";
import { answerWith } from "@/test/pages";

const session = { office_now: "2027-02-12T09:00:00+08:00" } as Session;

async function rowsOf(key: string, items: readonly object[]) {
  answerWith({ "GET /api/v1/appraisal/reviews": { ...reviews, items } });
  const provider = reviewsWaiting.find((one) => one.key === key)!;
  return new QueryClient().fetchQuery(provider.query(session));
}

const [requested, changed] = reviews.items;

it("the committee is told how many reviews wait, by whom, and is led to them", async () => {
  const [row] = await rowsOf("reviews", [requested!, { ...requested, id: "2", subject_name: "青岩街道" }]);
  expect(row).toMatchObject({
    title: "2 件结果复核待决定",
    detail: "石桥街道、青岩街道",
    path: "/reviews?state=requested&year=2026",
  });
});

it("the office is told of a changed result until a version takes the change up", async () => {
  expect(await rowsOf("recompute", [changed!])).toEqual([]);
  const open = { ...changed, carried_out_in: null };
  const rows = await rowsOf("recompute", [open, { ...open, id: "2" }]);
  expect(rows.map((row) => [row.detail, row.path])).toEqual([["一类镇街", `/results/${changed!.result_id}?year=2026`]]);
});
