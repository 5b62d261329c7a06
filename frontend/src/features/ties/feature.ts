import type { Feature } from "@/app/feature";

export const ties: Feature = {
  texts: ["ties"],
  pages: [
    {
      path: "/own-ties",
      title: "ownTies",
      menu: "administration",
      opens: ({ permissions }) => permissions.length > 0,
      load: () => import("./OwnTiesPage"),
    },
    {
      path: "/ties",
      title: "ties",
      menu: "administration",
      opens: ["directory:tie:read"],
      load: () => import("./TiesPage"),
    },
  ],
};
