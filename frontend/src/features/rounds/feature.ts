import { roundsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const rounds: Feature = {
  pages: [
    {
      path: "/rounds",
      title: "rounds",
      menu: "supervision",
      opens: ["supervision:round:read"],
      load: () => import("./RoundsPage"),
    },
    { path: "/rounds/:id", title: "round", opens: ["supervision:round:read"], load: () => import("./RoundPage") },
    {
      path: "/rounds/:id/report",
      title: "quarterReport",
      opens: ["supervision:round:read"],
      load: () => import("./ReportPage"),
    },
    {
      path: "/rounds/:id/projects",
      title: "projectImport",
      opens: ["supervision:round:manage"],
      load: () => import("./ProjectImportPage"),
    },
    {
      path: "/rounds/:id/units/:unit",
      title: "checklist",
      opens: ["supervision:round:read"],
      load: () => import("./UnitChecklistPage"),
    },
  ],
  waiting: roundsWaiting,
};
