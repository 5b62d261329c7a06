import type { Feature } from "@/app/feature";

export const rules: Feature = {
  texts: ["deductions", "units"],
  pages: [
    {
      path: "/deduction-rules",
      title: "rules",
      menu: "supervision",
      opens: ["supervision:rule:read"],
      load: () => import("./RulesPage"),
    },
  ],
};
