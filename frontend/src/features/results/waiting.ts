import i18next from "i18next";
import { firstResults, type Result, type ResultState } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider, WaitingRow } from "@/app/waiting";
import { everyRow } from "@/lib/pages";

type What = "approve" | "publish" | "finalise";

function group(what: What, state: ResultState, rows: readonly Result[]): WaitingRow[] {
  const [first] = rows;
  if (!first) return [];
  const { subject_kind, year } = first;
  return [
    {
      key: `${what}-results`,
      count: rows.length,
      title: i18next.t(`waiting:results.${what}`, { count: rows.length }),
      detail: rows
        .slice(0, 4)
        .map((row) => (i18next.language === "en" ? row.class_name_en : row.class_name) ?? row.class_code)
        .join(i18next.t("app:listSeparator")),
      due: null,
      path:
        rows.length === 1
          ? `/results/${first.id}`
          : `/results?state=${state}&kind=${subject_kind}&year=${String(year)}`,
    },
  ];
}

async function inState(what: What, state: ResultState, isDue: (row: Result) => boolean = () => true) {
  const rows = await everyRow(await firstResults(undefined, undefined, state));
  return group(what, state, rows.filter(isDue));
}

/** Results that go on only by somebody's word. */
export const resultsWaiting: readonly WaitingProvider[] = [
  {
    key: "approve",
    permission: "appraisal:result:approve",
    tells: ["result:computed"],
    query: () => ({
      queryKey: keys.results.waiting("approve"),
      queryFn: () => inState("approve", "computed"),
    }),
  },
  {
    key: "publish",
    permission: "appraisal:result:publish",
    tells: ["result:approved"],
    query: () => ({
      queryKey: keys.results.waiting("publish"),
      queryFn: () => inState("publish", "approved"),
    }),
  },
  {
    key: "finalise",
    permission: "appraisal:result:publish",
    tells: ["result:publicity"],
    query: (session) => ({
      queryKey: keys.results.waiting("finalise"),
      queryFn: () => {
        const now = Date.parse(session.office_now);
        return inState(
          "finalise",
          "publicity",
          ({ publicity_until: until }) => until !== null && Date.parse(until) < now,
        );
      },
    }),
  },
];
