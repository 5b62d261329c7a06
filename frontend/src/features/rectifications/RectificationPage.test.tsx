import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import RectificationPage from "./RectificationPage";
import { answer as rectification } from "@/test/answers/rectification.json";
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

it("says why a step is not this reader's, and nothing of more time to those who have no part in it", async () => {
  const actions = [
    { name: "recheck", allowed: false, reason: "涉及本人所在单位，应当回避。" },
    { name: "extend", allowed: false, reason: "您的岗位无此权限。" },
  ];
  show({ ...rectification, actions });
  expect(await screen.findByText("登记复查：涉及本人所在单位，应当回避。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "登记复查" })).toBeNull();
  expect(screen.queryByText(/准予延期/)).toBeNull();
}, 60_000);

it("shows the office what the unit asks for, sets a later day, and keeps the earlier one in view", async () => {
  const asked = { ...rectification.history[0], kind: "extension_asked", note: "连日暴雨", due_on: "2027-04-22" };
  const extended = { ...rectification.history[0], kind: "extended", note: "情况属实", due_on: "2027-04-20" };
  const sent = show({
    ...rectification,
    state: "open",
    due_on: "2027-04-20",
    wanted_due_on: "2027-04-26",
    history: [rectification.history[0], asked, extended, { ...asked, due_on: "2027-04-26" }],
    actions: [{ name: "extend", allowed: true, reason: null }],
  });
  const demand = await screen.findByRole("region", { name: "整改要求" });
  expect(within(demand).getByText("2027-04-15").tagName).toBe("S");
  expect(within(demand).getByText("申请延至 2027-04-26，待答复")).toBeTruthy();
  const course = screen.getByRole("list", { name: "办理过程" });
  expect(within(course).getByText("情况属实 期限 2027-04-20。")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "准予延期" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("单位请求延至 2027-04-26：连日暴雨")).toBeTruthy();
  expect(within(dialog).getByLabelText<HTMLInputElement>("新期限").value).toBe("2027-04-26");
  await userEvent.click(within(dialog).getByLabelText("理由"));
  await userEvent.paste("情况属实");
  await userEvent.click(within(dialog).getByRole("button", { name: "准予延期" }));
  await waitFor(() => {
    expect(sent).toEqual([
      { method: "POST", path: `${PATH}:extend`, body: { due_on: "2027-04-26", reason: "情况属实" } },
    ]);
  });
}, 60_000);
