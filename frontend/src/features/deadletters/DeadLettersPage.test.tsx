import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import DeadLettersPage from "./DeadLettersPage";
import { answer as letters } from "@/test/answers/deadLetters.json";
import { answerWith, showPage } from "@/test/pages";

const where = { route: "/dead-letters", address: "/dead-letters", permissions: ["directory:event:manage" as const] };

it("the administrator sees what was not taken in, and tries the first of an object again", async () => {
  const [first] = letters.items;
  const path = `/api/v1/appraisal/dead-letters/${first!.event_id}:retry`;
  const sent = answerWith({
    "GET /api/v1/appraisal/dead-letters": letters,
    [`POST ${path}`]: { is_applied: true, reason: null },
  });
  showPage(DeadLettersPage, where);
  expect(await screen.findByText("扣分撤销")).toBeTruthy();
  expect(screen.getByText("等候同一对象的前一条消息")).toBeTruthy();
  expect(screen.getAllByText("督查 → 考评")).toHaveLength(2);
  const retries = screen.getAllByRole("button", { name: /^重试：/ });
  expect(retries).toHaveLength(1);
  await userEvent.click(retries[0]!);
  expect(await screen.findByText(`已记入：${first!.about}`)).toBeTruthy();
  expect(sent.map((one) => one.path)).toEqual([path]);
}, 30_000);

it("says so where nothing stands", async () => {
  answerWith({});
  showPage(DeadLettersPage, where);
  expect(await screen.findByText("没有滞留消息")).toBeTruthy();
});
