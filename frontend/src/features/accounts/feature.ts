import type { Feature } from "@/app/feature";

export const accounts: Feature = {
  pages: [
    {
      path: "/accounts",
      title: "accounts",
      menu: "administration",
      opens: ["directory:account:read"],
      load: () => import("./AccountsPage"),
    },
  ],
};
