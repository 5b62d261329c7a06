import { evaluationsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const evaluations: Feature = {
  pages: [
    {
      path: "/evaluations",
      title: "evaluations",
      menu: "appraisal",
      opens: ["appraisal:evaluation:read"],
      load: () => import("./EvaluationsPage"),
    },
    {
      path: "/evaluations/:id",
      title: "evaluation",
      opens: ["appraisal:evaluation:read"],
      load: () => import("./EvaluationPage"),
    },
    {
      path: "/ballots",
      title: "ballots",
      menu: "appraisal",
      opens: ["appraisal:ballot:read"],
      load: () => import("./BallotsPage"),
    },
    { path: "/ballots/:id", title: "ballot", opens: ["appraisal:ballot:read"], load: () => import("./BallotPage") },
  ],
  waiting: evaluationsWaiting,
};
