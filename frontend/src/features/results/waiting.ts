import i18next from "i18next";
import { firstResults, type ResultState } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission } from "@/auth/session";
import { showDate } from "@/lib/dates";

function provider(key: string, permission: Permission, state: ResultState): WaitingProvider {
  return {
    key,
    permission,
    query: (session) => ({
      queryKey: keys.results.waiting(key),
      queryFn: async () => {
        const officeYear = Number(showDate(session.office_now).slice(0, 4));
        const pages = await Promise.all(
          [officeYear, officeYear - 1].map((year) => firstResults(year, undefined, state)),
        );
        const rows = pages.flatMap((page) => page.items);
        if (rows.length === 0) return [];
        const first = rows[0]!;
        return [
          {
            key: `${key}-results`,
            title: i18next.t(`results:waiting.${key}`, { count: rows.length }),
            detail: rows
              .slice(0, 4)
              .map((row) => row.class_code)
              .join(", "),
            due: state === "publicity" ? first.publicity_until : null,
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
];
