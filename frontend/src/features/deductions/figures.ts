import i18next from "i18next";
import { deductionSummary } from "./queries";
import { keys } from "@/api/keys";
import type { FigureProvider } from "@/app/figures";
import { add, showShort } from "@/lib/decimals";

/** Deductions in effect, and those on their way. */
export const deductionsFigures: FigureProvider = {
  key: "deductions",
  permission: "supervision:deduction:read",
  query: (_session, year) => ({
    queryKey: keys.deductions.figures(year),
    queryFn: async () => {
      const { items } = await deductionSummary(year);
      const count = items.reduce((sum, unit) => sum + unit.count, 0);
      const pending = items.reduce((sum, unit) => sum + unit.pending_count, 0);
      const points = items.map((unit) => unit.points).reduce(add, "0");
      return [
        {
          key: "effective",
          label: i18next.t("deductions:figures.effective"),
          value: String(count),
          detail: i18next.t("deductions:figures.points", { points: showShort(points) }),
          path: "/deductions?state=effective",
        },
        { key: "pending", label: i18next.t("deductions:figures.pending"), value: String(pending), path: "/deductions" },
      ];
    },
  }),
};
