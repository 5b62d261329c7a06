import { resultsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const results: Feature = {
  texts: ["results", "why"],
  pages: [
    {
      path: "/results",
      title: "results",
      menu: "results",
      opens: ["appraisal:result:read"],
      load: () => import("./ResultsPage"),
    },
    {
      path: "/results/computing",
      title: "resultComputing",
      opens: ["appraisal:result:compute"],
      load: () => import("./ComputingPage"),
    },
    { path: "/results/:id", title: "result", opens: ["appraisal:result:read"], load: () => import("./ResultPage") },
    {
      path: "/results/:id/subjects/:code",
      title: "resultWhy",
      opens: ["appraisal:result:read"],
      load: () => import("./SubjectPage"),
    },
    {
      path: "/results/:id/print",
      title: "resultPrint",
      opens: ["appraisal:result:read"],
      load: () => import("./PrintPage"),
    },
    {
      path: "/my-result",
      title: "mine",
      menu: "results",
      opens: (session) => session.cadre_code !== null,
      load: () => import("./MyResultPage"),
    },
  ],
  waiting: resultsWaiting,
};
