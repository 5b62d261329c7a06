import type { Feature } from "@/app/feature";

export const strictness: Feature = {
  pages: [
    {
      path: "/strictness",
      title: "strictness",
      menu: "supervision",
      opens: ["supervision:draw:manage"],
      load: () => import("./StrictnessPage"),
    },
  ],
};
