import { reportsWaiting } from "./waiting";
import { reportsFigures } from "./figures";
import type { Feature } from "@/app/feature";

export const reports: Feature = {
  texts: ["reports"],
  pages: [
    {
      path: "/reports",
      title: "reports",
      menu: "targets",
      opens: ["targets:report:read"],
      load: () => import("./ReportsPage"),
    },
    {
      path: "/reports/submitted",
      title: "submittedReports",
      opens: ["targets:report:judge"],
      load: () => import("./SubmittedPage"),
    },
    { path: "/reports/:id", title: "report", opens: ["targets:report:read"], load: () => import("./ReportPage") },
  ],
  waiting: reportsWaiting,
  figures: [reportsFigures],
};
