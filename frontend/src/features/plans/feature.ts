import { plansWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const plans: Feature = {
  texts: ["plans"],
  pages: [
    {
      path: "/plans",
      title: "plans",
      menu: "targets",
      opens: ["targets:plan:read"],
      load: () => import("./PlansPage"),
    },
    { path: "/plans/new", title: "planDraft", opens: ["targets:plan:write"], load: () => import("./DraftPage") },
    { path: "/plans/:id", title: "plan", opens: ["targets:plan:read"], load: () => import("./PlanPage") },
  ],
  waiting: plansWaiting,
};
