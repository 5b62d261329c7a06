import type { Feature } from "@/app/feature";

export const clients: Feature = {
  texts: ["clients"],
  pages: [
    {
      path: "/clients",
      title: "clients",
      menu: "administration",
      opens: ["directory:client:manage"],
      load: () => import("./ClientsPage"),
    },
  ],
};
