import i18next from "i18next";
import { underwayQuery } from "./queries";
import type { WaitingProvider } from "@/app/waiting";
import { keys } from "@/api/keys";

/** Schemes in a state that somebody moves on, of every year. */
function inState(state: "draft" | "reviewed" | "approved"): WaitingProvider["query"] {
  return () => ({
    queryKey: keys.schemes.waiting(state),
    queryFn: async ({ client }) => {
      const rows = (await client.fetchQuery(underwayQuery)).items.filter((row) => row.state === state);
      const [first] = rows;
      if (!first) return [];
      return [
        {
          key: `schemes-${state}`,
          count: rows.length,
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
  });
}

export const schemesWaiting: readonly WaitingProvider[] = [
  {
    key: "schemes-draft",
    permission: "appraisal:scheme:review",
    tells: ["scheme:draft"],
    query: inState("draft"),
  },
  {
    key: "schemes-reviewed",
    permission: "appraisal:scheme:approve",
    tells: ["scheme:reviewed"],
    query: inState("reviewed"),
  },
  {
    key: "schemes-approved",
    permission: "appraisal:scheme:issue",
    tells: ["scheme:approved"],
    query: inState("approved"),
  },
];
