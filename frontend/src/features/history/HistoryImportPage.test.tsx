import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import HistoryImportPage from "./HistoryImportPage";
import HistoryPage from "./HistoryPage";
import { answer as batch } from "@/test/answers/history-batch.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const [unit] = units.items;

it("pasted rows are judged one by one, and only the good ones are written", async () => {
  const sent = answerWith({
    "GET /api/v1/directory/units": units,
    "POST /api/v1/personnel/history:batch": batch,
  });
  showPage(HistoryImportPage, {
    route: "/history/import",
    address: "/history/import",
    permissions: ["personnel:outcome:import"],
  });
  const area = await screen.findByRole("textbox");
  await waitFor(() => {
    expect(screen.getByText("表头的列名")).toBeTruthy();
  });
  await userEvent.click(area);
  await userEvent.paste(
    `年度\t单位\t等次\n2023年\t${unit!.name}\t落后\n2026\t${unit!.code}\t落后\n2022\t没有的单位\t落后\n2022\t${unit!.code}\t\n`,
  );
  await userEvent.click(screen.getByRole("button", { name: "查看结果" }));
  expect(await screen.findByText(batch.items[1]!.errors[0]!.message)).toBeTruthy();
  expect(screen.getByText("无法识别：单位")).toBeTruthy();
  expect(screen.getByText("缺少等次")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "写入 1 行" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("新增 1 行，更新 0 行；有误的 3 行不写入。");
  await userEvent.click(within(dialog).getByRole("button", { name: /写\s?入/ }));
  expect(await screen.findByText("已新增")).toBeTruthy();
  const rows = [
    { year: 2023, unit_code: unit!.code, tier: "lagging" },
    { year: 2026, unit_code: unit!.code, tier: "lagging" },
  ];
  expect(sent.map(({ body }) => body)).toEqual([
    { items: rows, dry_run: true, all_or_nothing: false },
    { items: rows, dry_run: false, all_or_nothing: false },
  ]);
}, 30_000);

it("an empty list says where earlier years come from, to whoever may enter them", async () => {
  answerWith({});
  showPage(HistoryPage, {
    route: "/history",
    address: "/history",
    permissions: ["personnel:outcome:read", "personnel:outcome:import"],
  });
  expect((await screen.findAllByRole("link", { name: "补录往年等次" })).length).toBeGreaterThan(0);
});
