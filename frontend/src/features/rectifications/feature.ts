import { lazy } from "react";
import { rectificationsWaiting } from "./waiting";
import { rectificationsSearch } from "./search";
import type { Feature } from "@/app/feature";

export const rectifications: Feature = {
  pages: [
    {
      path: "/rectifications",
      title: "rectifications",
      menu: "supervision",
      opens: ["supervision:rectification:read"],
      load: () => import("./RectificationsPage"),
    },
    {
      path: "/rectifications/:id",
      title: "rectification",
      opens: ["supervision:rectification:read"],
      load: () => import("./RectificationPage"),
    },
  ],
  waiting: rectificationsWaiting,
  searches: [rectificationsSearch],
  deductionPanels: [
    {
      key: "rectification",
      permission: "supervision:rectification:read",
      Panel: lazy(() => import("./DeductionPanel")),
    },
  ],
};
