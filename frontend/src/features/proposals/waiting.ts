import i18next from "i18next";
import { decidingOf, firstProposals, proposalsToReview } from "./queries";
import { countByKind } from "./words";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import { loadTexts } from "@/i18n";
import { everyRow } from "@/lib/pages";

/** Undecided proposals, one row of a year for each kind that the reader may decide. */
export const proposalsWaiting: readonly WaitingProvider[] = [
  {
    key: "proposals",
    permission: "personnel:proposal:read",
    tells: ["proposal:proposed"],
    query: (session) => ({
      queryKey: keys.proposals.waiting("decide"),
      queryFn: async () => {
        const mine: readonly string[] = decidingOf(session.permissions);
        if (mine.length === 0) return [];
        const proposed = { year: undefined, kind: undefined, state: "proposed", unit: undefined } as const;
        const all = await everyRow(await firstProposals(proposed));
        const rows = all.filter((row) => mine.includes(row.deciding_permission));
        if (rows.length > 0) await loadTexts(["proposals"]);
        const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a);
        return years.flatMap((year) =>
          [...countByKind(rows.filter((row) => row.year === year))].map(([kind, count]) => ({
            key: `proposals-${String(year)}-${kind}`,
            count,
            title: i18next.t("waiting:proposals", { kind: i18next.t(`proposals:kinds.${kind}`), count }),
            detail: i18next.t("proposals:title", { year }),
            due: null,
            path: `/proposals?year=${String(year)}&kind=${kind}&state=proposed`,
          })),
        );
      },
    }),
  },
  {
    key: "proposals-review",
    permission: "personnel:proposal:read",
    tells: ["decision_review:needed"],
    query: (session) => ({
      queryKey: keys.proposals.waiting("review"),
      queryFn: async () => {
        const mine: readonly string[] = decidingOf(session.permissions);
        if (mine.length === 0) return [];
        const rows = (await everyRow(await proposalsToReview())).filter((row) =>
          mine.includes(row.deciding_permission),
        );
        const [first] = rows;
        if (!first) return [];
        return [
          {
            key: "proposals-review",
            count: rows.length,
            title: i18next.t("waiting:decisionReviews", { count: rows.length }),
            detail: rows
              .slice(0, 3)
              .map((row) => row.number)
              .join(i18next.t("app:listSeparator")),
            due: null,
            path: `/proposals/${first.id}`,
          },
        ];
      },
    }),
  },
];
