import i18next from "i18next";
import { everyRulesQuery } from "./queries";
import type { WaitingProvider } from "@/app/waiting";
import { keys } from "@/api/keys";

/** Rules that stand as a draft: until they are issued no result leads to a proposal. */
export const linkageWaiting: readonly WaitingProvider[] = [
  {
    key: "linkage",
    permission: "personnel:rule:manage",
    query: () => ({
      queryKey: keys.linkage.waiting(),
      queryFn: async ({ client }) => {
        const { items } = await client.fetchQuery(everyRulesQuery);
        return items
          .filter((rules) => rules.state === "draft")
          .map(({ year }) => ({
            key: `linkage-${String(year)}`,
            title: i18next.t("waiting:linkage", { year }),
            due: null,
            path: `/linkage-rules?year=${String(year)}`,
          }));
      },
    }),
  },
];
