import { lazy } from "react";
import { rectificationsWaiting } from "./waiting";
import { rectificationsSearch } from "./search";
import type { Feature } from "@/app/feature";
import { loadTexts } from "@/i18n";

export const rectifications: Feature = {
  texts: ["deductions", "evidence", "rectifications"],
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
      Panel: lazy(async () => {
        await loadTexts(["rectifications"]);
        return import("./DeductionPanel");
      }),
    },
  ],
};
