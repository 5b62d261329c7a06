import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { clock } from "./feature";
import ClockPage from "./ClockPage";
import type { Session } from "@/auth/session";
import { isOpen } from "@/app/pages";
import { answerWith, showPart } from "@/test/pages";

it("asks before it moves the clock, and moves it by what was asked", async () => {
  const sent = answerWith({ "POST /api/v1/directory/demo-clock": { office_now: "2026-08-13T09:00:00+08:00" } });
  showPart(<ClockPage />, ["directory:clock:move"]);
  await userEvent.click(await screen.findByRole("button", { name: "拨快一天" }));
  expect(await screen.findByText("把系统时间拨到 2026-08-13 09:00？")).toBeTruthy();
  expect(sent).toEqual([]);
  const buttons = screen.getAllByRole("button", { name: "拨动时间" });
  await userEvent.click(buttons.at(-1)!);
  await expect.poll(() => sent.map(({ body }) => body)).toEqual([{ to: "2026-08-13T01:00:00.000Z" }]);
}, 30_000);

it("is there in a demo and a rehearsal alone", () => {
  const [page] = clock.pages;
  const reader = { is_demo: false, is_rehearsal: false, permissions: ["directory:clock:move"] } as unknown as Session;
  expect(isOpen(page!, reader)).toBe(false);
  expect(isOpen(page!, { ...reader, is_rehearsal: true })).toBe(true);
  expect(isOpen(page!, { ...reader, is_rehearsal: true, permissions: [] })).toBe(false);
});
