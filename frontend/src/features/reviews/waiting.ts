import i18next from "i18next";
import { firstReviews } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import { everyRow } from "@/lib/pages";

/** Reviews before the committee, counted by year; for the office, results that a decision has changed. */
export const reviewsWaiting: readonly WaitingProvider[] = [
  {
    key: "reviews",
    permission: "appraisal:review:decide",
    tells: ["review:requested"],
    query: () => ({
      queryKey: keys.reviews.waiting("decide"),
      queryFn: async () => {
        const requested = await everyRow(await firstReviews(undefined, "requested"));
        return [...new Set(requested.map((row) => row.year))].map((year) => {
          const ofYear = requested.filter((row) => row.year === year);
          return {
            key: `reviews-${String(year)}`,
            count: ofYear.length,
            title: i18next.t("waiting:reviews", { count: ofYear.length }),
            detail: ofYear
              .slice(0, 4)
              .map((row) => row.subject_name)
              .join(i18next.t("app:listSeparator")),
            due: null,
            path: `/reviews?state=requested&year=${String(year)}`,
          };
        });
      },
    }),
  },
  {
    key: "recompute",
    permission: "appraisal:result:publish",
    query: () => ({
      queryKey: keys.reviews.waiting("recompute"),
      queryFn: async () => {
        const changed = await everyRow(await firstReviews(undefined, "changed"));
        const open = changed.filter((row) => row.carried_out_in === null);
        return [...new Set(open.map((row) => row.result_id))].map((id) => {
          const first = open.find((row) => row.result_id === id)!;
          return {
            key: `recompute-${id}`,
            title: i18next.t("waiting:results.recompute", { count: 1 }),
            detail: (i18next.language === "en" ? first.class_name_en : first.class_name) ?? first.class_code,
            due: null,
            path: `/results/${id}?year=${String(first.year)}`,
          };
        });
      },
    }),
  },
];
