import type { Feature } from "@/app/feature";

export const cadres: Feature = {
  texts: ["cadres", "imports"],
  pages: [
    {
      path: "/cadres",
      title: "cadres",
      menu: "administration",
      opens: ["directory:cadre:read"],
      load: () => import("./CadresPage"),
    },
    {
      path: "/cadres/:code",
      title: "cadre",
      opens: ["directory:cadre:read"],
      load: () => import("./CadrePage"),
    },
    {
      path: "/cadre-imports",
      title: "cadreImport",
      opens: ["directory:cadre:manage"],
      load: () => import("./CadreImportPage"),
    },
  ],
};
