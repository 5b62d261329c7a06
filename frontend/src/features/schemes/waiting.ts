import i18next from "i18next";
import type { SchemeSummary } from "./queries";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission } from "@/auth/session";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";

/** Schemes in a state that somebody with this permission moves on, of every year. */
function provider(state: string, permission: Permission): WaitingProvider {
  return {
    key: `schemes-${state}`,
    permission,
    query: () => ({
      queryKey: keys.schemes.waiting(state),
      queryFn: async () => {
        const page = await data(api.GET("/api/v1/appraisal/schemes", { params: { query: { state, limit: 50 } } }));
        const rows: readonly SchemeSummary[] = page.items;
        const [first] = rows;
        if (!first) return [];
        return [
          {
            key: `schemes-${state}`,
            title: i18next.t(`schemes:waiting.${state}`, { count: rows.length }),
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
