import i18next from "i18next";
import { waitingGrants } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Roles that the other administrator proposed. */
export const grantsWaiting: readonly WaitingProvider[] = [
  {
    key: "grants",
    permission: "directory:grant:confirm",
    query: () => ({
      queryKey: keys.accounts.waiting(),
      queryFn: async () => {
        const { items } = await waitingGrants();
        const mine = items.filter((grant) => grant.actions.some((action) => action.allowed));
        if (mine.length === 0) return [];
        const title = i18next.t("waiting:grants", { count: mine.length });
        return [
          {
            key: "grants",
            count: mine.length,
            title,
            detail: [...new Set(mine.map((grant) => grant.display_name))].join(" "),
            due: null,
            path: "/accounts",
          },
        ];
      },
    }),
  },
];
