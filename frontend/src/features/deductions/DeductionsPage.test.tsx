import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import DeductionsPage from "./DeductionsPage";
import { answer as queue } from "@/test/answers/deduction-queue.json";
import { answerWith, showPage } from "@/test/pages";

const API = "/api/v1/supervision/deductions";
const [first, second] = queue.items as [(typeof queue.items)[0], (typeof queue.items)[0]];

async function chooseAll(state: string, permission: "confirm" | "publish", answers: Record<string, unknown>) {
  const sent = answerWith({ [`GET ${API}`]: queue, ...answers });
  showPage(DeductionsPage, {
    route: "/deductions",
    address: `/deductions?state=${state}`,
    permissions: ["supervision:deduction:read", `supervision:deduction:${permission}`],
  });
  await screen.findByText(first.number, {}, { timeout: 10_000 });
  await userEvent.click(screen.getAllByRole("checkbox")[0]!);
  return sent;
}

it("asks with number, units and points before it confirms many, and tells what was refused", async () => {
  const sent = await chooseAll("recorded", "confirm", {
    [`POST ${API}:confirm-batch`]: {
      written: 1,
      items: [
        { index: 0, key: first.id, status: "updated", errors: [] },
        { index: 1, key: second.id, status: "refused", errors: [{ pointer: "", code: "own", message: "本人所录" }] },
      ],
    },
  });
  await userEvent.click(screen.getByRole("button", { name: "核实所选 2 条" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("核实 2 条扣分？");
  expect(within(dialog).getByText("共 2 条，涉及 1 个单位，合计 0.6 分")).toBeTruthy();
  expect(within(dialog).getByRole("row", { name: `${first.unit_name} 2 −0.6` })).toBeTruthy();
  expect(dialog.textContent).toContain("不能再退回或合并");
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: "核实所选 2 条" }));
  const left = await screen.findByRole("alert");
  expect(left.textContent).toContain("1 条未办理，已办理 1 条");
  expect(within(left).getByRole("listitem").textContent).toBe(`${second.number} 本人所录`);
  expect(sent).toEqual([{ method: "POST", path: `${API}:confirm-batch`, body: { ids: [first.id, second.id] } }]);
  expect(screen.getByRole("button", { name: "核实所选 1 条" })).toBeTruthy();
}, 60_000);

it.each([
  ["confirmed", "confirm", "告知所选 2 条", "告知不能收回"],
  ["effective", "publish", "公开所选 2 条", "公开不能收回"],
] as const)(
  "says what cannot be taken back of %s ones, and does nothing where it is left",
  async (...of) => {
    const [state, permission, button, warning] = of;
    const sent = await chooseAll(state, permission, {});
    await userEvent.click(screen.getByRole("button", { name: button }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain(warning);
    await userEvent.click(within(dialog).getByRole("button", { name: "取消" }));
    expect(sent).toEqual([]);
  },
  60_000,
);
