import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import GradesPage from "./GradesPage";
import UnitGradesPage from "./UnitGradesPage";
import type { Permission } from "@/auth/session";
import { answer as batch } from "@/test/answers/grades-batch.json";
import { answer as cadres } from "@/test/answers/cadres-of-unit.json";
import { answer as grades } from "@/test/answers/grades.json";
import { answer as quota } from "@/test/answers/unit-quota.json";
import { answerWith, showPage, type Sent } from "@/test/pages";

const OFFICE: Permission[] = ["personnel:grade:read", "personnel:quota:read", "personnel:proposal:decide_cadre"];
const graded = new Set(grades.items.map((row) => row.cadre_code));
const newcomer = cadres.items.find((row) => !graded.has(row.code))!;

function open(): Sent[] {
  const sent = answerWith({
    "GET /api/v1/personnel/quotas": quota,
    "GET /api/v1/personnel/grades": grades,
    "GET /api/v1/directory/cadres": cadres,
    "POST /api/v1/personnel/grades:batch": batch,
  });
  showPage(UnitGradesPage, { route: "/grades/:unit", address: "/grades/D18?year=2026", permissions: OFFICE });
  return sent;
}

it("grades are looked at first, and recorded once the places that they take have been confirmed", async () => {
  const sent = open();
  await userEvent.click(await screen.findByRole("button", { name: "其余 1 人填为称职" }));
  await userEvent.click(screen.getByRole("button", { name: "检查并登记" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("将登记或变更 1 人的等次");
  expect(dialog.textContent).toContain(`${String(batch.used)} / ${String(batch.granted)}`);
  await userEvent.click(within(dialog).getByRole("button", { name: /登\s?记/ }));
  await waitFor(() => {
    expect(sent).toHaveLength(2);
  });
  const bodies = sent.map(({ body }) => body as { dry_run: boolean; rows: unknown[] });
  expect(bodies.map(({ dry_run }) => dry_run)).toEqual([true, false]);
  expect(bodies[1]!.rows).toEqual(bodies[0]!.rows);
  expect(bodies[1]!.rows).toContainEqual({ cadre_code: newcomer.code, grade: "competent" });
}, 30_000);

it("a refusal stands at the cadre that it is about, and nothing chosen is lost", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "其余 1 人填为称职" }));
  const problem = {
    type: "about:blank",
    title: "",
    status: 422,
    code: "grades_refused",
    detail: "有等次不能这样填，请按提示修改。",
    errors: [{ pointer: "/rows/4/cadre_code", code: "not_of_unit", message: "该干部本年度不在该单位。" }],
  };
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(problem), { status: 422 })));
  await userEvent.click(screen.getByRole("button", { name: "检查并登记" }));
  const row = (await screen.findByText("该干部本年度不在该单位。")).closest("tr")!;
  expect(row.textContent).toContain(newcomer.name);
  expect(row.textContent).toContain("称职");
  expect(screen.queryByRole("dialog")).toBeNull();
}, 30_000);

it("a unit without a quota is told what has to come first", async () => {
  answerWith({});
  showPage(UnitGradesPage, { route: "/grades/:unit", address: "/grades/D18?year=2026", permissions: OFFICE });
  expect(await screen.findByText(/还没有优秀名额/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "查看优秀名额" })).toBeTruthy();
});

it("the list says each grade; a cadre is offered no recording", async () => {
  answerWith({ "GET /api/v1/personnel/grades": grades });
  showPage(GradesPage, { route: "/grades", address: "/grades?year=2026", permissions: ["personnel:grade:read"] });
  const [first] = grades.items;
  const row = (await screen.findByText(first!.cadre_name)).closest("tr")!;
  expect(row.textContent).toContain("优秀");
  expect(screen.queryByRole("button", { name: "登记等次" })).toBeNull();
});
