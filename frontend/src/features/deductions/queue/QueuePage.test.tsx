import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import QueuePage from "./QueuePage";
import type { Permission } from "@/auth/session";
import { answer as queue } from "@/test/answers/deduction-queue.json";
import { answer as first } from "@/test/answers/deduction-recorded.json";
import { answer as second } from "@/test/answers/deduction-recorded-later.json";
import { answer as similar } from "@/test/answers/similar-deductions.json";
import { answer as history } from "@/test/answers/unit-history.json";
import { answerWith, showPage } from "@/test/pages";

const API = "/api/v1/supervision/deductions";
const CONFIRMER: Permission[] = ["supervision:deduction:confirm", "supervision:deduction:read"];

beforeEach(() => {
  localStorage.clear();
});

function show(changes: Record<string, unknown> = {}, permissions = CONFIRMER) {
  const sent = answerWith({
    [`GET ${API}`]: queue,
    [`GET ${API}/${first.id}`]: first,
    [`GET ${API}/${second.id}`]: second,
    [`GET ${API}/${first.id}/similar`]: similar,
    [`GET ${API}/${first.id}/unit-history`]: history,
    [`GET ${API}/${second.id}/similar`]: similar,
    [`GET ${API}/${second.id}/unit-history`]: history,
    [`GET ${API}/${first.id}/evidence`]: { items: [], may_add: false, refusal: null },
    [`GET ${API}/${second.id}/evidence`]: { items: [], may_add: false, refusal: null },
    ...changes,
  });
  showPage(QueuePage, { route: "/deductions/queue", address: "/deductions/queue", permissions });
  return sent;
}

/** The list comes first, then the case, then its panels: three rounds of loading before it stands. */
const caseOf = (number: string) => screen.findByRole("article", { name: number }, { timeout: 10_000 });

it("confirms by keyboard with the repeat in sight, says what was done, and goes on to the next", async () => {
  const sent = show();
  const shown = await caseOf(first.number);
  expect(shown.textContent).toContain(`年内再犯：前次为 ${first.repeat.earlier_number}`);
  const metres = String(similar.items[0]!.likeness.distance_m);
  expect(await within(shown).findByText(new RegExp(`相距 ${metres} 米`))).toBeTruthy();
  await userEvent.keyboard("c");
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("核实后系数将由 1 定为 2");
  await userEvent.click(within(dialog).getByRole("button", { name: "核实" }));
  expect(await caseOf(second.number)).toBeTruthy();
  expect(sent).toEqual([{ method: "POST", path: `${API}/${first.id}:confirm`, body: null }]);
  expect(screen.getByRole("status").textContent).toContain(`已核实 ${first.unit_name} 的扣分（0.6 分）`);
}, 60_000);

it("walks with j and k, and not while keys are switched off", async () => {
  show();
  await caseOf(first.number);
  await userEvent.keyboard("j");
  expect(await caseOf(second.number)).toBeTruthy();
  await userEvent.keyboard("k");
  expect(await caseOf(first.number)).toBeTruthy();
  await userEvent.click(screen.getByRole("checkbox", { name: "用单键操作" }));
  await userEvent.keyboard("jc");
  expect(screen.getByRole("article", { name: first.number })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
}, 60_000);

it("says as a sentence what may not be done and why", async () => {
  const reason = "本人记录的扣分须由他人核定。";
  show({ [`GET ${API}/${first.id}`]: { ...first, actions: [{ name: "confirm", allowed: false, reason }] } });
  const shown = await caseOf(first.number);
  expect(within(shown).getByText(`核实：${reason}`)).toBeTruthy();
  expect(within(shown).queryByRole("button", { name: /核实/ })).toBeNull();
}, 60_000);

it("is relieved when nothing waits", async () => {
  show({ [`GET ${API}`]: { items: [], next: null } });
  expect(await screen.findByText("都办完了")).toBeTruthy();
}, 60_000);
