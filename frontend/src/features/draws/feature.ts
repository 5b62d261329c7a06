import { drawsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const draws: Feature = {
  texts: ["draws"],
  pages: [
    {
      path: "/draws",
      title: "draws",
      menu: "supervision",
      opens: ["supervision:draw:read"],
      load: () => import("./DrawsPage"),
    },
    { path: "/draws/:id", title: "draw", opens: ["supervision:draw:read"], load: () => import("./DrawPage") },
  ],
  waiting: drawsWaiting,
};
