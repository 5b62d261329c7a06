import { midyearWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const midyear: Feature = {
  texts: ["midyear"],
  pages: [
    {
      path: "/midyear",
      title: "midyear",
      menu: "targets",
      opens: ["targets:round:read"],
      load: () => import("./MidyearPage"),
    },
    {
      path: "/midyear/:id",
      title: "midyearRound",
      opens: ["targets:round:read"],
      load: () => import("./MidyearRoundPage"),
    },
  ],
  waiting: midyearWaiting,
};
