import type { Feature } from "@/app/feature";

export const years: Feature = {
  texts: ["years"],
  pages: [
    {
      path: "/years",
      title: "years",
      menu: "targets",
      opens: ["targets:year:manage"],
      load: () => import("./YearsPage"),
    },
    { path: "/years/:year", title: "year", opens: ["targets:year:manage"], load: () => import("./YearPage") },
  ],
};
