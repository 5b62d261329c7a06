import type { Feature } from "@/app/feature";

export const values: Feature = {
  pages: [{ path: "/values/:id", title: "value", opens: ["targets:value:read"], load: () => import("./ValuePage") }],
};
