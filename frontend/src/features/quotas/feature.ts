import type { Feature } from "@/app/feature";

export const quotas: Feature = {
  pages: [
    {
      path: "/quotas",
      title: "quotas",
      menu: "personnel",
      opens: ["personnel:quota:read"],
      load: () => import("./QuotasPage"),
    },
  ],
};
