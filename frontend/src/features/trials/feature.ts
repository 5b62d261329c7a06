import type { Feature } from "@/app/feature";

export const trials: Feature = {
  pages: [
    {
      path: "/schemes/:id/trial",
      title: "trial",
      opens: ["appraisal:scheme:write"],
      load: () => import("./TrialPage"),
    },
  ],
};
