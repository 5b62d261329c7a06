import { unitsSearch } from "./search";
import type { Feature } from "@/app/feature";

export const units: Feature = {
  texts: ["units", "imports"],
  pages: [
    {
      path: "/county",
      title: "countyName",
      menu: "administration",
      opens: ["directory:unit:manage"],
      load: () => import("./CountyPage"),
    },
    {
      path: "/units",
      title: "units",
      menu: "administration",
      opens: ["directory:unit:read"],
      load: () => import("./UnitsPage"),
    },
    {
      path: "/units/:code",
      title: "unitFile",
      opens: ["directory:unit:read"],
      load: () => import("./UnitFilePage"),
    },
    {
      path: "/unit-classes",
      title: "unitClasses",
      opens: ["directory:unit:read"],
      load: () => import("./ClassesPage"),
    },
    {
      path: "/unit-imports",
      title: "unitImport",
      opens: ["directory:unit:manage"],
      load: () => import("./UnitImportPage"),
    },
  ],
  searches: [unitsSearch],
};
