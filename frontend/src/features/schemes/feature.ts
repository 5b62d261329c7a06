import { schemesWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const schemes: Feature = {
  pages: [
    {
      path: "/schemes",
      title: "schemes",
      menu: "appraisal",
      opens: ["appraisal:scheme:read"],
      load: () => import("./SchemesPage"),
    },
    { path: "/schemes/:id", title: "scheme", opens: ["appraisal:scheme:read"], load: () => import("./SchemePage") },
    {
      path: "/schemes/:id/edit",
      title: "schemeEditor",
      opens: ["appraisal:scheme:read"],
      load: () => import("./desk/EditPage"),
    },
  ],
  waiting: schemesWaiting,
};
