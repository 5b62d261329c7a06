import type { Feature } from "@/app/feature";

export const indicators: Feature = {
  texts: ["indicators"],
  pages: [
    {
      path: "/indicators",
      title: "indicators",
      menu: "targets",
      opens: ["targets:indicator:read"],
      load: () => import("./IndicatorsPage"),
    },
  ],
};
