import type { Feature } from "@/app/feature";

export const home: Feature = {
  pages: [
    { path: "/", title: "home", menu: "overview", opens: ["directory:unit:read"], load: () => import("./HomePage") },
  ],
};
