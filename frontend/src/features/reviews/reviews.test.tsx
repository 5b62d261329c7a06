import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ReviewPage from "./ReviewPage";
import ReviewsPage from "./ReviewsPage";
import type { Permission } from "@/auth/session";
import { answer as review } from "@/test/answers/review.json";
import { answer as reviews } from "@/test/answers/reviews.json";
import { answerWith, showPage } from "@/test/pages";

const path = `/api/v1/appraisal/reviews/${review.id}`;

function show(changes: object, permissions: Permission[]) {
  const sent = answerWith({ [`GET ${path}`]: { ...review, ...changes }, [`POST ${path}:decide`]: reviews.items[1] });
  showPage(ReviewPage, { route: "/reviews/:id", address: `/reviews/${review.id}`, permissions });
  return sent;
}

it("the list says who asked, why, and what became of it", async () => {
  answerWith({ "GET /api/v1/appraisal/reviews": reviews });
  showPage(ReviewsPage, { route: "/reviews", address: "/reviews?year=2026", permissions: ["appraisal:review:read"] });
  const link = await screen.findByRole("link", { name: "石桥街道" });
  expect(link.getAttribute("href")).toBe(`/reviews/${review.id}`);
  expect(screen.getByText("等待考核委员会决定")).toBeTruthy();
  expect(screen.getByText(/已在第 2 版落实/)).toBeTruthy();
}, 30_000);

it("the committee decides with a reason, after what follows was told", async () => {
  const sent = show({}, ["appraisal:review:read", "appraisal:review:decide"]);
  expect(await screen.findByText("第 3 名（共 3）")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "作出决定" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByLabelText("更正结果"));
  expect(within(dialog).getByText(/考核办重新计算本类结果，封存新的一版，公示期重新起算/)).toBeTruthy();
  await userEvent.click(within(dialog).getByRole("button", { name: "作出决定" }));
  expect(await within(dialog).findByText("请写明理由")).toBeTruthy();
  expect(sent).toHaveLength(0);
  fireEvent.change(within(dialog).getByLabelText("理由"), { target: { value: "扣分不当" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "作出决定" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({
      method: "POST",
      path: `${path}:decide`,
      body: { outcome: "changed", reason: "扣分不当" },
    });
  });
}, 30_000);

it("who must stand aside reads why, and has no button", async () => {
  const barred = [{ name: "decide", allowed: false, reason: "涉及本人所在单位，应当回避。" }];
  show({ actions: barred }, ["appraisal:review:read", "appraisal:review:decide"]);
  expect(await screen.findByText("涉及本人所在单位，应当回避。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "作出决定" })).toBeNull();
}, 30_000);
