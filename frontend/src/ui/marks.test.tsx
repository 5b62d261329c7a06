import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { Score } from "@/ui/Score";
import { StateLine } from "@/ui/StateLine";
import { TierMark } from "@/ui/TierMark";
import { render } from "@/test/render";

it("a score has its decimals, its unit and its moment", () => {
  const { container } = render(<Score value="94.405" unit asOf="2026-03-05T01:30:00Z" />);
  expect(container.textContent).toBe("94.41 分 截至 2026-03-05 09:30");
  expect(render(<Score value={null} />).container.textContent).toBe("–");
  expect(render(<Score value="2.5" signed />).container.textContent).toBe("+2.50");
});

it.each([
  ["advanced", "▲ 先进"],
  ["standard", "● 达标"],
  ["lagging", "▼ 落后"],
])("the tier %s is a shape and a word", (tier, said) => {
  expect(render(<TierMark tier={tier} />).container.textContent).toBe(said);
});

it("the history marks where the record stands now, and what lies ahead", () => {
  render(
    <StateLine
      label="办理过程"
      stations={[
        { label: "已记录", at: "2026-03-05T01:00:00Z", by: "督查室" },
        { label: "已核实", at: "2026-03-06T01:00:00Z", by: "督查室" },
        { label: "告知", at: null },
      ]}
    />,
  );
  const stations = within(screen.getByRole("list", { name: "办理过程" })).getAllByRole("listitem");
  expect(stations.map((station) => station.getAttribute("aria-current"))).toEqual([null, "step", null]);
  expect(stations[1]?.textContent).toContain("2026-03-06 09:00 督查室");
});
