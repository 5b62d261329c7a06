import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { expect, it } from "vitest";
import { HeatStrip } from "@/ui/HeatStrip";
import { RankedBars } from "@/ui/RankedBars";
import { Waterfall } from "@/ui/Waterfall";
import { render } from "@/test/render";

it("a waterfall opens the sentence of a bar by keyboard, and has the same data as a table", async () => {
  const steps = [
    { key: "daily", name: "日常考核", value: "19.30", why: "起始 100 分，3 项共扣 3.5，得 96.5" },
    { key: "year-end", name: "年终考评", value: "57.24", why: "各部分相加" },
  ];
  render(<Waterfall title="得分构成" steps={steps} total="76.54" totalLabel="总分" />);
  const bar = screen.getByRole("button", { name: "日常考核 19.30" });
  bar.focus();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("status").textContent).toContain("3 项共扣 3.5");
  await userEvent.click(screen.getByText("表"));
  expect(screen.getByRole("cell", { name: "57.24" })).toBeTruthy();
});

it("ranked bars say rank, total and gap in words, and mark between places what little would swap", () => {
  const bars = [
    { key: "T1", rank: 1, name: "青岩街道", total: "94.40", margin: null, tier: "advanced" },
    { key: "T2", rank: 2, name: "白鹭街道", total: "94.38", margin: "0.02", tier: "standard" },
    { key: "T3", rank: 3, name: "石桥镇", total: "90.38", margin: "4.00", tier: "standard" },
  ];
  const pair = {
    ahead: { code: "T1", name: "青岩街道" },
    behind: { code: "T2", name: "白鹭街道" },
    ahead_rank: 1,
    behind_rank: 2,
    gap: "0.02",
    parts_tiers: true,
  };
  render(
    <MemoryRouter>
      <RankedBars bars={bars} label="一类乡镇" near={{ margin: "0.50", compared: 2, pairs: [pair] }} />
    </MemoryRouter>,
  );
  const [first, second, third] = screen.getAllByRole("listitem");
  expect(second?.textContent).toContain("与前一名只差 0.02，在 0.50 分以内 等次以此为界");
  expect(first?.textContent).not.toContain("前一名");
  expect(third?.textContent).toContain("差 4.00");
  expect(screen.getByText("先进")).toBeTruthy();
});

it("a heat strip says each month in words", () => {
  render(<HeatStrip label="青岩街道" cells={[{ month: 3, tone: "bad", label: "逾期" }]} />);
  expect(screen.getByRole("img", { name: "青岩街道 3月 逾期" })).toBeTruthy();
});
