import i18next from "i18next";
import { standingOfUnit } from "./queries";
import { keys } from "@/api/keys";
import type { FigureProvider } from "@/app/figures";
import { showDecimal } from "@/lib/decimals";

/** Where the reader's own unit stands. */
export const overviewFigures: FigureProvider = {
  key: "standing",
  permission: "appraisal:standing:read",
  query: (session, year) => ({
    queryKey: keys.standings.figures(year, session.unit?.code),
    queryFn: async () => {
      const unit = session.unit;
      const standing = unit && (await standingOfUnit(year, unit.code));
      if (!unit || !standing?.total) return [];
      return [
        {
          key: "standing",
          label: i18next.t("figures:overview.standing", { unit: unit.name }),
          value: showDecimal(standing.total),
          detail: i18next.t("figures:overview.rank", { rank: standing.rank ?? "–", of: standing.of }),
          path: `/overview/units/${unit.code}`,
        },
      ];
    },
  }),
};
