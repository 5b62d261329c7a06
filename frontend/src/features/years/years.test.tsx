import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import YearPage from "./YearPage";
import YearsPage from "./YearsPage";
import { answer as year } from "@/test/answers/year.json";
import { answer as years } from "@/test/answers/years.json";
import { answerWith, showPage } from "@/test/pages";

const PATH = `/api/v1/targets/years/${String(year.year)}`;

it("before a year goes forward, what is still open stands in the question", async () => {
  const sent = answerWith({ [`GET ${PATH}`]: year });
  showPage(YearPage, {
    route: "/years/:year",
    address: `/years/${String(year.year)}`,
    permissions: ["targets:year:manage"],
  });
  await userEvent.click(await screen.findByRole("button", { name: "启动年度" }));
  const dialog = await screen.findByRole("dialog");
  const open = within(dialog)
    .getAllByRole("listitem")
    .map((item) => item.textContent);
  expect(open).toEqual(["没有已发布计划的单位: 3 项", "未发布的计划草稿: 2 项"]);
  await userEvent.click(within(dialog).getByRole("button", { name: "启动年度" }));
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toEqual({ method: "POST", path: `${PATH}:advance`, body: { to_phase: "running" } });
}, 30_000);

it("a year is opened after the last one", async () => {
  const sent = answerWith({ "GET /api/v1/targets/years": years });
  showPage(YearsPage, {
    route: "/years",
    address: "/years",
    permissions: ["targets:year:manage"],
    others: [{ path: "/years/:year", Component: () => null }],
  });
  await screen.findByText("2024年度");
  await userEvent.click(screen.getByRole("button", { name: "设立年度" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "设立年度" }));
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]!.body).toEqual({
    year: 2026,
    name: "2026年度",
    report_due_day: 5,
    yellow_percent: 90,
    phase: "preparation",
  });
}, 30_000);
