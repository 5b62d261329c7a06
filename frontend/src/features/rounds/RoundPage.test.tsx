import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import RoundPage from "./RoundPage";
import findings from "@/test/answers/supervision-findings.json";
import round from "@/test/answers/supervision-round.json";
import units from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const path = `/api/v1/supervision/rounds/${round.id}`;
const red = { grade: "poor", finding: "项目停工，未报告。", due_on: "2026-07-31" };
const items = findings.items.map((one) => (one.unit_code === "T01" ? { ...one, ...red } : one));

function show(changes: object = {}) {
  const sent = answerWith({
    [`GET ${path}`]: { ...round, ...changes },
    [`GET ${path}/findings`]: { ...findings, items },
    "GET /api/v1/directory/units": units,
  });
  showPage(RoundPage, {
    route: "/rounds/:id",
    address: `/rounds/${round.id}`,
    permissions: ["supervision:round:read"],
  });
  return sent;
}

it("says each light in a word, and what is to be put right by which day", async () => {
  show();
  const row = (await screen.findByRole("rowheader", { name: "青岩街道" })).closest("tr")!;
  expect(within(row).getByRole("button", { name: "红灯" })).toBeTruthy();
  const first = within(screen.getByRole("region", { name: "须整改和加快的事项" })).getAllByRole("listitem")[0]!;
  expect(first.textContent).toContain("项目停工，未报告。");
  expect(first.textContent).toContain("2026-07-31 前整改");
  expect(first.textContent).toContain("期限已过");
}, 30_000);

it("opens what was found, and changes it there", async () => {
  const sent = show();
  const row = (await screen.findByRole("rowheader", { name: "青岩街道" })).closest("tr")!;
  await userEvent.click(within(row).getByRole("button", { name: "红灯" }));
  await userEvent.click(await screen.findByRole("button", { name: /修\s?改/ }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("修改 青岩街道：信访维稳");
  await userEvent.click(within(dialog).getByRole("radio", { name: "黄灯" }));
  fireEvent.change(within(dialog).getByLabelText("督查情况"), { target: { value: "已复工。" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "保存修改" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({
      method: "POST",
      path: `${path}/findings:batch`,
      body: {
        items: [{ unit_code: "T01", subject: "信访维稳", grade: "fair", finding: "已复工。", due_on: "2026-07-31" }],
        dry_run: false,
        all_or_nothing: true,
      },
    });
  });
}, 30_000);

it("closes after asking by its name", async () => {
  const sent = show();
  await userEvent.click(await screen.findByRole("button", { name: "结束督查" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain(`结束“${round.title}”？`);
  expect(sent).toHaveLength(0);
  await userEvent.click(within(dialog).getByRole("button", { name: "结束督查" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({ method: "POST", path: `${path}:close`, body: null });
  });
}, 30_000);

it("a closed round offers nothing to do", async () => {
  show({ state: "closed", closed_at: "2026-10-10T01:00:00Z", closed_by_name: "督查室", actions: [] });
  expect(await screen.findByText("已结束")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "结束督查" })).toBeNull();
  expect(screen.queryByRole("button", { name: "记录督查情况" })).toBeNull();
}, 30_000);
