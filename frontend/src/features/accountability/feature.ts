import { casesWaiting } from "./waiting";
import type { Feature } from "@/app/feature";
import type { Permission, Session } from "@/auth/session";

const SEES_CASES: readonly Permission[] = ["personnel:proposal:decide_accountability", "personnel:outcome:read"];

/** Reading proposals is not enough: the finance office reads those about money, and no case. */
function seesCases({ permissions }: Session): boolean {
  return (
    permissions.includes("personnel:proposal:read") && SEES_CASES.some((permission) => permissions.includes(permission))
  );
}

export const accountability: Feature = {
  texts: ["accountability", "proposals"],
  pages: [
    {
      path: "/accountability-cases",
      title: "cases",
      menu: "personnel",
      opens: seesCases,
      load: () => import("./CasesPage"),
    },
    {
      path: "/accountability-cases/:id",
      title: "case",
      opens: seesCases,
      load: () => import("./CasePage"),
    },
  ],
  waiting: casesWaiting,
};
