import { linkageWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const linkage: Feature = {
  texts: ["linkage", "proposals"],
  pages: [
    {
      path: "/linkage-rules",
      title: "linkage",
      menu: "personnel",
      opens: ["personnel:rule:read"],
      load: () => import("./LinkagePage"),
    },
  ],
  waiting: linkageWaiting,
};
