import { bonusesWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const bonuses: Feature = {
  pages: [
    {
      path: "/bonuses",
      title: "bonuses",
      menu: "appraisal",
      opens: ["appraisal:bonus:read"],
      load: () => import("./BonusesPage"),
    },
  ],
  waiting: bonusesWaiting,
};
