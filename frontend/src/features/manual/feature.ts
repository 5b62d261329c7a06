import type { Feature } from "@/app/feature";

export const manual: Feature = {
  texts: ["manual"],
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
