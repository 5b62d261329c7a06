import { lazy } from "react";
import type { Feature } from "@/app/feature";

export const firstSteps: Feature = {
  texts: ["firststeps"],
  pages: [
    {
      path: "/first-steps",
      title: "firstSteps",
      menu: "administration",
      opens: [
        "directory:unit:manage",
        "directory:account:manage",
        "targets:year:manage",
        "supervision:rule:manage",
        "personnel:rule:manage",
      ],
      load: () => import("./FirstStepsPage"),
    },
  ],
  homeCards: [{ key: "firstSteps", permission: "directory:unit:read", Card: lazy(() => import("./OpensByItself")) }],
  beginnings: [{ key: "firstSteps", permission: "directory:unit:read", Beginning: lazy(() => import("./NextStep")) }],
};
