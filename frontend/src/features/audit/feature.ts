import type { Feature } from "@/app/feature";

export const audit: Feature = {
  texts: ["audit"],
  pages: [
    {
      path: "/audit",
      title: "audit",
      menu: "administration",
      opens: ["directory:audit:read"],
      load: () => import("./AuditPage"),
    },
  ],
};
