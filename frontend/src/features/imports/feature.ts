import type { Feature } from "@/app/feature";

export const imports: Feature = {
  pages: [
    {
      path: "/deduction-imports",
      title: "imports",
      menu: "supervision",
      opens: ["supervision:deduction:confirm"],
      load: () => import("./ImportPage"),
    },
  ],
};
