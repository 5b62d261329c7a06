import type { Feature } from "@/app/feature";

export const visits: Feature = {
  pages: [
    {
      path: "/visits",
      title: "visits",
      menu: "supervision",
      opens: ["supervision:visit:read"],
      load: () => import("./VisitsPage"),
    },
    { path: "/visits/:id", title: "visit", opens: ["supervision:visit:read"], load: () => import("./VisitPage") },
  ],
};
