import { nominationsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const nominations: Feature = {
  texts: ["nominations", "record"],
  pages: [
    {
      path: "/nominations",
      title: "nominations",
      menu: "personnel",
      opens: ["personnel:nomination:read"],
      load: () => import("./NominationsPage"),
    },
    {
      path: "/nominations/:id",
      title: "nomination",
      opens: ["personnel:nomination:read"],
      load: () => import("./NominationPage"),
    },
  ],
  waiting: nominationsWaiting,
};
