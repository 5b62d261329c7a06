import { lazy } from "react";

import { grantsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const accounts: Feature = {
  texts: ["accounts"],
  pages: [
    {
      path: "/accounts",
      title: "accounts",
      menu: "administration",
      opens: ["directory:account:read"],
      load: () => import("./AccountsPage"),
    },
  ],
  homeCards: [
    {
      key: "recoveries",
      permission: "directory:account:read",
      Card: lazy(() => import("./RecoveriesCard")),
    },
  ],
  waiting: grantsWaiting,
};
