import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { placeLabels } from "./labels";
import { PlaceMap } from "./PlaceMap";
import { fit, metresBetween, roundLength } from "./projection";
import { render } from "@/test/render";

const seats = [
  { code: "T1", name: "青岩街道", latitude: 27.55, longitude: 119.7 },
  { code: "T2", name: "白鹭街道", latitude: 27.6, longitude: 119.8 },
  { code: "T3", name: "石桥镇", latitude: 27.4, longitude: 119.6 },
];
const place = { key: "d1", name: "集镇主街", latitude: 27.551, longitude: 119.7, accuracyMetres: 35 };

describe("the projection", () => {
  it("keeps north up and distances true at any height of the county", () => {
    const { x, y, metresPerPixel } = fit(seats, { width: 600, height: 400 }, 30, 500);
    const [a, b] = [seats[0]!, seats[1]!];
    const drawn = Math.hypot(x(a) - x(b), y(a) - y(b)) * metresPerPixel;
    expect(drawn / metresBetween(a, b)).toBeCloseTo(1, 2);
    expect(y(b)).toBeLessThan(y(a));
    for (const seat of seats) {
      expect(x(seat)).toBeGreaterThanOrEqual(29.9);
      expect(y(seat)).toBeLessThanOrEqual(370.1);
    }
  });

  it("does not magnify one spot without end", () => {
    expect(fit([seats[0]!], { width: 600, height: 400 }, 30, 600).metresPerPixel).toBe(1);
  });

  it("measures by round lengths", () => {
    expect([7, 23, 99, 1234, 5000].map(roundLength)).toEqual([5, 20, 50, 1000, 5000]);
  });
});

it("labels do not write over each other; the more important keep theirs", () => {
  const marks = [
    { key: "unit", name: "石桥镇", x: 100, y: 100, order: 3 },
    { key: "case", name: "现场", x: 101, y: 101, order: 0 },
    { key: "edge", name: "白鹭街道办事处", x: 295, y: 40, order: 3 },
  ];
  const labels = placeLabels(marks, 300, 200);
  expect(labels.get("case")?.anchor).toBe("start");
  expect(labels.get("unit")?.anchor).toBe("end");
  expect(labels.get("edge")?.anchor).toBe("end");
});

it("every mark is named for those who cannot see it, can be reached by keyboard, and stands in the table", async () => {
  const similar = [{ key: "d2", name: "KF-2026-00002", latitude: 27.552, longitude: 119.7 }];
  render(<PlaceMap title="地点" units={seats} unitCode="T1" place={place} similar={similar} />);
  const map = screen.getByRole("group", {
    name: /集镇主街：定位误差约 35 米，距青岩街道驻地 111 米，图上另有 1 条相似记录。/,
  });
  expect(within(map).getByRole("img", { name: "现场 集镇主街 0 米" }).getAttribute("tabindex")).toBe("0");
  expect(within(map).getByRole("img", { name: "相似记录 KF-2026-00002 111 米" })).toBeTruthy();
  await userEvent.click(screen.getByText("表"));
  const rows = screen.getAllByRole("row").map((row) => row.textContent);
  expect(rows[0]).toBe("类别名称距现场");
  expect(rows[1]).toBe("现场集镇主街0 米");
});

it("says so where there is no position, and shows the seat", () => {
  render(<PlaceMap title="地点" units={seats} unitCode="T1" place={null} />);
  expect(screen.getAllByText("这条记录没有定位，图上标出的是青岩街道的驻地。").length).toBeGreaterThan(0);
});
