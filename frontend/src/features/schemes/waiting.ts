import i18next from "i18next";
import { underwayQuery } from "./queries";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission } from "@/auth/session";
import { keys } from "@/api/keys";

/** Schemes in a state that somebody with this permission moves on, of every year. */
function provider(state: "draft" | "reviewed" | "approved", permission: Permission): WaitingProvider {
  return {
    key: `schemes-${state}`,
    permission,
    query: () => ({
      queryKey: keys.schemes.waiting(state),
      queryFn: async ({ client }) => {
        const rows = (await client.fetchQuery(underwayQuery)).items.filter((row) => row.state === state);
        const [first] = rows;
        if (!first) return [];
        return [
          {
            key: `schemes-${state}`,
            title: i18next.t(`waiting:schemes.${state}`, { count: rows.length }),
            detail: rows
              .slice(0, 3)
              .map((row) => row.name)
              .join(i18next.t("app:listSeparator")),
            due: null,
            path: rows.length === 1 ? `/schemes/${first.id}` : `/schemes?year=${String(first.year)}`,
          },
        ];
      },
    }),
  };
}

export const schemesWaiting: readonly WaitingProvider[] = [
  provider("draft", "appraisal:scheme:review"),
  provider("reviewed", "appraisal:scheme:approve"),
  provider("approved", "appraisal:scheme:issue"),
];
