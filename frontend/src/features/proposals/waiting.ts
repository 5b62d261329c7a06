import i18next from "i18next";
import { decidingOf, firstProposals } from "./queries";
import { countByKind } from "./words";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import { showDate } from "@/lib/dates";

/** Undecided proposals of this year and the last, one row for each kind that the reader may decide. */
export const proposalsWaiting: readonly WaitingProvider[] = [
  {
    key: "proposals",
    permission: "personnel:proposal:read",
    query: (session) => ({
      queryKey: keys.proposals.waiting(),
      queryFn: async () => {
        const mine: readonly string[] = decidingOf(session.permissions);
        if (mine.length === 0) return [];
        const officeYear = Number(showDate(session.office_now).slice(0, 4));
        const years = [officeYear, officeYear - 1];
        const pages = await Promise.all(
          years.map((year) => firstProposals({ year, kind: undefined, state: "proposed", unit: undefined })),
        );
        return pages.flatMap((page, index) => {
          const counts = countByKind(page.items.filter((row) => mine.includes(row.deciding_permission)));
          return [...counts].map(([kind, count]) => ({
            key: `proposals-${String(years[index])}-${kind}`,
            title: i18next.t("proposals:waiting", { kind: i18next.t(`proposals:kinds.${kind}`), count }),
            detail: i18next.t("proposals:title", { year: years[index] }),
            due: null,
            path: `/proposals?year=${String(years[index])}&kind=${kind}&state=proposed`,
          }));
        });
      },
    }),
  },
];
