import type { Feature } from "@/app/feature";

export const manual: Feature = {
  pages: [
    {
      path: "/manual-scores",
      title: "manual",
      menu: "appraisal",
      opens: ["appraisal:manual:score"],
      load: () => import("./ManualPage"),
    },
  ],
};
