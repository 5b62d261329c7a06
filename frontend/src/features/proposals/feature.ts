import { proposalsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const proposals: Feature = {
  texts: ["proposals", "record"],
  pages: [
    {
      path: "/proposals",
      title: "proposals",
      menu: "personnel",
      opens: ["personnel:proposal:read"],
      load: () => import("./ProposalsPage"),
    },
    {
      path: "/proposals/:id",
      title: "proposal",
      opens: ["personnel:proposal:read"],
      load: () => import("./ProposalPage"),
    },
  ],
  waiting: proposalsWaiting,
};
