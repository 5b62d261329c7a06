import { vetoesWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const vetoes: Feature = {
  pages: [
    {
      path: "/vetoes",
      title: "vetoes",
      menu: "appraisal",
      opens: ["appraisal:veto:read"],
      load: () => import("./VetoesPage"),
    },
  ],
  waiting: vetoesWaiting,
};
