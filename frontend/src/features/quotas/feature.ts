import { transfersWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const quotas: Feature = {
  texts: ["quotas", "record"],
  pages: [
    {
      path: "/quotas",
      title: "quotas",
      menu: "personnel",
      opens: ["personnel:quota:read"],
      load: () => import("./QuotasPage"),
    },
  ],
  waiting: transfersWaiting,
};
