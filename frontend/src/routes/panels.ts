import { lazy } from "react";
import type { DeductionPanel } from "@/app/panels";

/** What features show on the page of a deduction, from the top. */
export const deductionPanels: readonly DeductionPanel[] = [
  {
    key: "rectification",
    permission: "supervision:rectification:read",
    Panel: lazy(() => import("@/features/rectifications/DeductionPanel")),
  },
];
