import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { Circumstances } from "./Circumstances";
import type { Deduction } from "./queries";
import { render } from "@/test/render";

const told = {
  position: { latitude: "27.556800", longitude: "119.717400", accuracy_m: "130.4", is_mock: true },
  captured_at: "2026-03-05T12:40:00+08:00",
  device_at: "2026-03-05T13:00:00+08:00",
  received_at: "2026-03-05T10:00:00+08:00",
  clock_skew_seconds: 10_800,
  second_recorder_name: "李督查",
  signals: ["clock_skew", "low_accuracy", "mock_location"],
} as unknown as Deduction;

test("place, clocks, colleague and signals are told to who may review", () => {
  render(<Circumstances row={told} />);
  const panel = screen.getByRole("region", { name: "记录情况" });
  const facts = Object.fromEntries(
    within(panel)
      .getAllByRole("term")
      .map((term) => [term.textContent, term.nextSibling?.textContent]),
  );
  expect(facts).toEqual({
    第二督查员: "李督查",
    手机位置: "纬度 27.556800，经度 119.717400，误差约 130 米",
    "发现时（手机时钟）": "2026-03-05 12:40:00",
    "上传时（手机时钟）": "2026-03-05 13:00:00",
    "收到时（服务器）": "2026-03-05 10:00:00",
    手机时钟: "快 180 分钟",
  });
  expect(
    within(panel)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["▲ 手机时钟与服务器相差超过五分钟。", "▲ 定位误差超过一百米。", "▲ 手机称位置为模拟位置。"]);
  expect(panel.textContent).toContain("系统不据此判断");
});

test("a reader to whom nothing is told sees no panel", () => {
  const hidden = { position: null, device_at: null, second_recorder_name: null, clock_skew_seconds: null, signals: [] };
  render(<Circumstances row={{ ...told, ...hidden }} />);
  expect(screen.queryByRole("region")).toBeNull();
});
