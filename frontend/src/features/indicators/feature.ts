import type { Feature } from "@/app/feature";

export const indicators: Feature = {
  texts: ["indicators", "pasting", "imports"],
  pages: [
    {
      path: "/indicators",
      title: "indicators",
      menu: "targets",
      opens: ["targets:indicator:read"],
      load: () => import("./IndicatorsPage"),
    },
    {
      path: "/indicators/import",
      title: "indicatorImport",
      opens: ["targets:indicator:manage"],
      load: () => import("./IndicatorImportPage"),
    },
  ],
};
