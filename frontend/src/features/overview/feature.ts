import { overviewFigures } from "./figures";
import type { Feature } from "@/app/feature";

export const overview: Feature = {
  pages: [
    {
      path: "/overview",
      title: "county",
      menu: "overview",
      opens: ["appraisal:standing:read"],
      load: () => import("./OverviewPage"),
    },
    {
      path: "/overview/units/:code",
      title: "unit",
      opens: ["appraisal:standing:read"],
      load: () => import("./UnitPage"),
    },
    {
      path: "/overview/units/:code/why",
      title: "why",
      opens: ["appraisal:standing:read"],
      load: () => import("./WhyPage"),
    },
  ],
  figures: [overviewFigures],
};
