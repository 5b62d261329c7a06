import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import RectificationPage from "./RectificationPage";
import rectification from "@/test/answers/rectification.json";
import { answerWith, showPage } from "@/test/pages";

const PATH = `/api/v1/supervision/rectifications/${rectification.id}`;

function show(answer: object = rectification) {
  const sent = answerWith({
    [`GET ${PATH}`]: answer,
    [`GET /api/v1/supervision/deductions/${rectification.deduction_id}/evidence`]: {
      items: [],
      may_add: false,
      refusal: null,
    },
  });
  showPage(RectificationPage, {
    route: "/rectifications/:id",
    address: `/rectifications/${rectification.id}`,
    permissions: ["supervision:rectification:read"],
  });
  return sent;
}

it("a failed re-check asks for the next term and sends it", async () => {
  const sent = show();
  await userEvent.click(await screen.findByRole("button", { name: "登记复查" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).queryByLabelText("整改工作日数")).toBeNull();
  await userEvent.click(within(dialog).getByRole("radio", { name: "未到位" }));
  await userEvent.click(within(dialog).getByLabelText("看到什么"));
  await userEvent.paste("窗口仍无人");
  await userEvent.click(within(dialog).getByRole("button", { name: "登记复查" }));
  await screen.findByText(rectification.demand);
  expect(sent).toEqual([
    { method: "POST", path: `${PATH}:recheck`, body: { outcome: "failed", note: "窗口仍无人", working_days: 5 } },
  ]);
}, 60_000);

it("tells by its stations where it is, what lies ahead, and what a passed term brought", async () => {
  const further = { id: "f1", number: "KF-2026-09999", points: "2", state: "recorded" };
  show({ ...rectification, state: "overdue", further: [further], actions: [] });
  const course = await screen.findByRole("list", { name: "办理过程" });
  expect(within(course).getAllByRole("listitem").at(-1)?.textContent).toContain("复查通过");
  expect(screen.getByText(/逾期再扣分：/).textContent).toContain("KF-2026-09999 −2 已记录");
}, 60_000);

it("says why a step is not this reader's", async () => {
  const actions = [{ name: "recheck", allowed: false, reason: "涉及本人所在单位，应当回避。" }];
  show({ ...rectification, actions });
  expect(await screen.findByText("登记复查：涉及本人所在单位，应当回避。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "登记复查" })).toBeNull();
}, 60_000);
