import { valuesWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const values: Feature = {
  texts: ["values"],
  pages: [
    {
      path: "/values",
      title: "values",
      menu: "targets",
      opens: ["targets:value:read"],
      load: () => import("./ValuesPage"),
    },
    {
      path: "/values/sheets/:code",
      title: "valueSheet",
      opens: ["targets:value:read"],
      load: () => import("./ValueSheetPage"),
    },
    { path: "/values/:id", title: "value", opens: ["targets:value:read"], load: () => import("./ValuePage") },
  ],
  waiting: valuesWaiting,
};
