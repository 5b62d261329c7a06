import type { Feature } from "@/app/feature";

export const trials: Feature = {
  texts: ["schemes", "trials", "why"],
  pages: [
    {
      path: "/schemes/:id/trial",
      title: "trial",
      opens: ["appraisal:scheme:write"],
      load: () => import("./TrialPage"),
    },
  ],
};
