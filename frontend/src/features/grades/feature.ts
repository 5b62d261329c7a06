import type { Feature } from "@/app/feature";

export const grades: Feature = {
  texts: ["grades", "history", "proposals"],
  pages: [
    {
      path: "/grades",
      title: "grades",
      menu: "personnel",
      opens: ["personnel:grade:read"],
      load: () => import("./GradesPage"),
    },
    {
      path: "/grades/:unit",
      title: "unitGrades",
      opens: ["personnel:proposal:decide_cadre"],
      load: () => import("./UnitGradesPage"),
    },
  ],
};
