import type { Feature } from "@/app/feature";

export const ownAccount: Feature = {
  texts: ["ownaccount"],
  pages: [{ path: "/own-account", title: "ownAccount", opens: () => true, load: () => import("./OwnAccountPage") }],
};
