import i18next from "i18next";
import { decidingOf, firstProposals } from "./queries";
import { countByKind } from "./words";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import { loadTexts } from "@/i18n";

/** Undecided proposals, one row of a year for each kind that the reader may decide. */
export const proposalsWaiting: readonly WaitingProvider[] = [
  {
    key: "proposals",
    permission: "personnel:proposal:read",
    query: (session) => ({
      queryKey: keys.proposals.waiting(),
      queryFn: async () => {
        const mine: readonly string[] = decidingOf(session.permissions);
        if (mine.length === 0) return [];
        const page = await firstProposals({ year: undefined, kind: undefined, state: "proposed", unit: undefined });
        const rows = page.items.filter((row) => mine.includes(row.deciding_permission));
        if (rows.length > 0) await loadTexts(["proposals"]);
        const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a);
        return years.flatMap((year) =>
          [...countByKind(rows.filter((row) => row.year === year))].map(([kind, count]) => ({
            key: `proposals-${String(year)}-${kind}`,
            title: i18next.t("waiting:proposals", { kind: i18next.t(`proposals:kinds.${kind}`), count }),
            detail: i18next.t("proposals:title", { year }),
            due: null,
            path: `/proposals?year=${String(year)}&kind=${kind}&state=proposed`,
          })),
        );
      },
    }),
  },
];
