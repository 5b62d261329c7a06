import { expect, type Browser, type Page } from "@playwright/test";
import { signIn, signInAsNew, write } from "./people";

const TARGETS = "/api/v1/targets";
export const LINE = "一般公共预算收入";

export interface Unit {
  code: string;
  name: string;
  class_code: string;
}

export async function read<Answer>(page: Page, path: string): Promise<Answer> {
  return (await (await page.request.get(path)).json()) as Answer;
}

export async function as(browser: Browser, role: string): Promise<Page> {
  const page = await browser.newPage();
  await signIn(page, role);
  return page;
}

/** The quarters of the played year are closed: a year of its own, with an issued plan of one unit. */
export async function plannedYear(page: Page, unit: Unit): Promise<number> {
  const years = await read<{ items: { year: number }[] }>(page, `${TARGETS}/years?limit=50`);
  const year = Math.max(...years.items.map((row) => row.year)) + 1;
  const units = await read<{ items: { code: string; kind: string }[] }>(page, "/api/v1/directory/units?limit=200");
  const indicator = {
    year,
    code: "REVENUE",
    name: LINE,
    name_en: "Budget revenue",
    unit_of_measure: "万元",
    owner_unit_code: units.items.find((row) => row.kind === "department")!.code,
  };
  const targets = [
    { indicator_code: "REVENUE", target: "100", milestones: { "3": "20", "6": "50", "9": "80", "12": "100" } },
  ];
  const batch = async (what: string, items: object[]): Promise<void> => {
    const answer = await write<{ refused: number }>(page, `${TARGETS}/${what}:batch`, { items }, 200);
    expect(answer.refused, what).toBe(0);
  };
  await write(page, `${TARGETS}/years`, { year, name: `${String(year)}年度` }, 201);
  await batch("indicators", [indicator]);
  await batch("plans", [{ year, level: "county", targets }]);
  await batch("plans", [{ year, level: "unit", unit_code: unit.code, targets }]);
  const issuer = await page.context().browser()!.newPage();
  await signInAsNew(issuer, `issuer.${String(year)}`);
  for (const level of ["county", "unit"]) await write(issuer, `${TARGETS}/plans:issue`, { year, level }, 200);
  await issuer.close();
  return year;
}

/** A round that goes on, for a year of its own; what it looks into nobody has found yet. */
export async function openRound(browser: Browser): Promise<string> {
  const office = await as(browser, "supervision_office");
  const units = await read<{ items: Unit[] }>(office, "/api/v1/directory/units?limit=200");
  const unit = units.items.find((row) => row.class_code === "township-1")!;
  const year = await plannedYear(await as(browser, "appraisal_office"), unit);
  const entry = { year, period: "Q1", title: `${String(year)} 年一季度督查`, class_codes: ["township-1"] };
  const { id } = await write<{ id: string }>(office, "/api/v1/supervision/rounds", entry, 201);
  return `/rounds/${id}`;
}
