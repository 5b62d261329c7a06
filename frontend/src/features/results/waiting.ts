import i18next from "i18next";
import { firstResults, type Result, type ResultState } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission, Session } from "@/auth/session";
import { everyRow } from "@/lib/pages";

function isPublicityOver({ publicity_until: until }: Result, { office_now }: Session): boolean {
  return until !== null && Date.parse(until) < Date.parse(office_now);
}

function provider(
  key: "approve" | "publish" | "finalise",
  permission: Permission,
  state: ResultState,
  isDue: (row: Result, session: Session) => boolean = () => true,
): WaitingProvider {
  return {
    key,
    permission,
    query: (session) => ({
      queryKey: keys.results.waiting(key),
      queryFn: async () => {
        const rows = (await everyRow(await firstResults(undefined, undefined, state))).filter((row) =>
          isDue(row, session),
        );
        if (rows.length === 0) return [];
        const first = rows[0]!;
        return [
          {
            key: `${key}-results`,
            title: i18next.t(`waiting:results.${key}`, { count: rows.length }),
            detail: rows
              .slice(0, 4)
              .map((row) => (i18next.language === "en" ? row.class_name_en : row.class_name) ?? row.class_code)
              .join(i18next.t("app:listSeparator")),
            due: null,
            path: `/results?state=${state}&kind=${first.subject_kind}&year=${String(first.year)}`,
          },
        ];
      },
    }),
  };
}

export const resultsWaiting: readonly WaitingProvider[] = [
  provider("approve", "appraisal:result:approve", "computed"),
  provider("publish", "appraisal:result:publish", "approved"),
  provider("finalise", "appraisal:result:publish", "publicity", isPublicityOver),
];
