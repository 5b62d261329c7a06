import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import MidyearPage from "./MidyearPage";
import MidyearRoundPage from "./MidyearRoundPage";
import type { RoundDetail } from "./queries";
import { rowOf } from "./waiting";
import { answer as round } from "@/test/answers/midyear-round.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage, type Sent } from "@/test/pages";

const API = "/api/v1/targets/rounds";
const ID = round.id;
const CLASSES = {
  items: [{ code: "township-1", name: "一类乡镇", name_en: "Townships 1", kind: "township", version: 1 }],
  next: null,
};

function showRound(answer: object = round, isManager = true): Sent[] {
  const sent = answerWith({
    [`GET ${API}/${ID}`]: answer,
    [`POST ${API}/${ID}/assessments:batch`]: { items: [], written: 1, refused: 0, dry_run: false },
    [`POST ${API}/${ID}:close`]: { ...round, state: "closed" },
    "GET /api/v1/directory/units": units,
    "GET /api/v1/directory/unit-classes": CLASSES,
  });
  showPage(MidyearRoundPage, {
    route: "/midyear/:id",
    address: `/midyear/${ID}`,
    permissions: [
      "targets:round:read",
      "targets:value:read",
      "directory:unit:read",
      ...(isManager ? (["targets:round:manage"] as const) : []),
    ],
  });
  return sent;
}

const action = (name: string, allowed: boolean, reason: string | null = null) => ({ name, allowed, reason });

it("opens a round that closes values, and asks for the indicators", async () => {
  const sent = answerWith({ "GET /api/v1/directory/unit-classes": CLASSES, [`POST ${API}`]: round });
  showPage(MidyearPage, {
    route: "/midyear",
    address: "/midyear?year=2026",
    permissions: ["targets:round:read", "targets:round:manage", "directory:unit:read"],
    others: [{ path: "/midyear/:id", Component: () => <p>opened</p> }],
  });
  expect(await screen.findByText("2026 年度还没有轮次")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "开启轮次" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.mouseDown(dialog.getByLabelText("类别"));
  await userEvent.click(await screen.findByTitle("一类乡镇"));
  await userEvent.click(dialog.getByLabelText("数值轮次"));
  await userEvent.click(dialog.getByRole("button", { name: "开启轮次" }));
  expect(await dialog.findByText("必须填写")).toBeTruthy();
  expect(sent).toEqual([]);
  await userEvent.click(dialog.getByLabelText("年中评估"));
  await userEvent.click(dialog.getByRole("button", { name: "开启轮次" }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({
      year: 2026,
      kind: "mid_year",
      period: "half_year",
      class_codes: ["township-1"],
      indicator_codes: [],
    });
  });
  expect(await screen.findByText("opened")).toBeTruthy();
}, 30_000);

it("grades the units of the round's classes and sends only what changed", async () => {
  const sent = showRound();
  fireEvent.change(await screen.findByLabelText("白鹭街道：评语"), { target: { value: "进度良好" } });
  expect(screen.getByText("请先选择等次")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /保存评定/ }).disabled).toBe(true);
  fireEvent.mouseDown(screen.getByLabelText("白鹭街道：等次"));
  await userEvent.click(await screen.findByTitle("良好"));
  await userEvent.click(screen.getByRole("button", { name: "保存评定（1）" }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({
      items: [{ unit_code: "T02", grade: "good", remark: "进度良好" }],
      dry_run: false,
      all_or_nothing: true,
    });
  });
}, 30_000);

it("says why it cannot be closed yet, and closes after saying what becomes final", async () => {
  showRound();
  expect(await screen.findByText("还有 1 项未完成，不能关闭。")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "关闭轮次" }).disabled).toBe(true);
}, 30_000);

it("closes a round of values after saying what will be missing for good", async () => {
  const values = {
    ...round,
    kind: "annual_values",
    period: "annual",
    indicator_codes: ["T-REV"],
    assessments: [],
    progress: { unit_count: 9, assessed_count: 0, confirmed_count: 7, unfinished_count: 0, missing_count: 2 },
    actions: [action("assess", false, "只有年中评估轮次评定等次。"), action("close", true)],
  };
  const sent = showRound(values);
  await userEvent.click(await screen.findByRole("button", { name: "关闭轮次" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/1 项指标、7 个已核实的全年数值将固定/)).toBeTruthy();
  expect(await dialog.findByText(/还有 2 个数值没有填报/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "关闭轮次" }));
  await waitFor(() => {
    expect(sent.at(-1)).toMatchObject({ method: "POST", path: `${API}/${ID}:close` });
  });
}, 30_000);

it("shows those who only read the grades and no buttons", async () => {
  showRound({ ...round, actions: [action("assess", false, "无此权限"), action("close", false, "无此权限")] }, false);
  expect(await screen.findByText("优秀")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /关闭轮次|保存评定/ })).toBeNull();
}, 30_000);

it("waits for grades, for confirmations, or for the closing itself", () => {
  const open = round as RoundDetail;
  const done = { ...open, progress: { ...open.progress, unfinished_count: 0 } };
  expect(rowOf(open).title).toBe("年中评估：1 个单位待评定");
  expect(rowOf(done).title).toBe("上半年轮次可以关闭");
  expect(rowOf({ ...open, kind: "annual_values", period: "annual" }).title).toBe("全年数值轮次：1 个数值待核实");
});
