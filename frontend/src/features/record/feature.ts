import type { Feature } from "@/app/feature";

export const record: Feature = {
  pages: [
    {
      path: "/record",
      title: "record",
      menu: "personnel",
      opens: ["personnel:outcome:read"],
      load: () => import("./RecordPage"),
    },
  ],
};
