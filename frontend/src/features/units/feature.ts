import { unitsSearch } from "./search";
import type { Feature } from "@/app/feature";

export const units: Feature = {
  pages: [
    {
      path: "/units",
      title: "units",
      menu: "administration",
      opens: ["directory:unit:read"],
      load: () => import("./UnitsPage"),
    },
  ],
  searches: [unitsSearch],
};
