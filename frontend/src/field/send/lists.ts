import { api, data, followPage, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { keep, readKept } from "@/field/store/database";
import { readReturned } from "@/lib/returned";
import type { Assignment, Lists, Returned, Rule, Session, Unit } from "@/field/store/types";

const FRESH_MS = 10 * 60_000;
const LIMIT = { limit: 200 };

interface Page<Row> {
  items: readonly Row[];
  next?: string | null;
}

async function every<Row>(first: Promise<Page<Row>>): Promise<Row[]> {
  let page: Page<Row> = await first;
  const rows = [...page.items];
  while (page.next) {
    page = await followPage<Row>(page.next);
    rows.push(...page.items);
  }
  return rows;
}

/** What the phone keeps so that a record can be made without a line; null where nobody is signed in any more. */
export async function refreshLists(isForced = false): Promise<Session | null> {
  let session: Session;
  try {
    session = await data(api.GET("/api/v1/directory/session"));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
  await keep("session", session);
  await keep("contact", { deviceAt: new Date().toISOString(), officeAt: session.office_now });
  const kept = await readKept("lists");
  const age = kept ? Math.abs(Date.now() - Date.parse(kept.fetchedAt)) : Number.POSITIVE_INFINITY;
  const year = Number(session.office_now.slice(0, 4));
  if (isForced || age > FRESH_MS || kept?.year !== year) {
    await keep("lists", await fetchLists(session, year));
    if (session.permissions.includes("supervision:deduction:record")) {
      await keep("returned", await fetchReturned(session));
    }
  }
  return session;
}

async function fetchLists(session: Session, year: number): Promise<Lists> {
  const [units, rules, inspectors, assignments] = await Promise.all([
    every(data(api.GET("/api/v1/directory/units", { params: { query: LIMIT } }))),
    fetchRules(year),
    every(data(api.GET("/api/v1/supervision/inspectors", { params: { query: LIMIT } }))),
    fetchAssignments(session.account_id, year),
  ]);
  return {
    year,
    units: units.filter((unit) => unit.is_active).map(asKept),
    rules,
    inspectors: inspectors.filter((one) => one.account_id !== session.account_id),
    assignments,
    fetchedAt: new Date().toISOString(),
  };
}

async function fetchReturned({ account_id, office_now }: Session): Promise<Returned> {
  const rows = await readReturned(office_now);
  return { owner: account_id, rows: rows.map(({ id, number, unit_name }) => ({ id, number, unitName: unit_name })) };
}

function asKept({ code, name, kind, initials, latitude, longitude }: Schema<"UnitView">): Unit {
  return { code, name, kind, initials, latitude, longitude };
}

/** Of the year before too: what was found on New Year's Eve may be entered on New Year's Day. */
async function fetchRules(year: number): Promise<Rule[]> {
  const years = [year, year - 1].map((one) =>
    every(data(api.GET("/api/v1/supervision/deduction-rules", { params: { query: { ...LIMIT, year: one } } }))),
  );
  return (await Promise.all(years)).flat().filter((rule) => !rule.is_late_report);
}

/** Units that this year's draws gave to the inspector. */
async function fetchAssignments(accountId: string, year: number): Promise<Assignment[]> {
  const draws = await every(data(api.GET("/api/v1/supervision/draws", { params: { query: { ...LIMIT, year } } })));
  const records = await Promise.all(
    draws
      .filter((draw) => draw.state === "drawn")
      .map((draw) => data(api.GET("/api/v1/supervision/draws/{draw_id}", { params: { path: { draw_id: draw.id } } }))),
  );
  return records.flatMap((draw) =>
    (draw.teams ?? [])
      .filter((team) => team.inspectors.includes(accountId))
      .map((team) => ({
        drawId: draw.id,
        title: draw.title,
        unitCode: team.unit,
        partners: team.inspectors.filter((one) => one !== accountId),
      })),
  );
}
