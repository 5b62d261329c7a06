import i18next from "i18next";
import { firstResults, type ResultState } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission } from "@/auth/session";

function provider(key: "approve" | "publish", permission: Permission, state: ResultState): WaitingProvider {
  return {
    key,
    permission,
    query: () => ({
      queryKey: keys.results.waiting(key),
      queryFn: async () => {
        const { items: rows } = await firstResults(undefined, undefined, state);
        if (rows.length === 0) return [];
        const first = rows[0]!;
        return [
          {
            key: `${key}-results`,
            title: i18next.t(`waiting:results.${key}`, { count: rows.length }),
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
