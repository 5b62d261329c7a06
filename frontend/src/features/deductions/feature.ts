import { deductionsWaiting } from "./waiting";
import { deductionsFigures } from "./figures";
import { deductionsSearch } from "./search";
import type { Feature } from "@/app/feature";

export const deductions: Feature = {
  pages: [
    {
      path: "/deductions/queue",
      title: "queue",
      menu: "supervision",
      opens: ["supervision:deduction:confirm", "supervision:deduction:judge"],
      load: () => import("./queue/QueuePage"),
    },
    {
      path: "/deductions",
      title: "deductions",
      menu: "supervision",
      opens: ["supervision:deduction:read"],
      load: () => import("./DeductionsPage"),
    },
    {
      path: "/deductions/:id",
      title: "deduction",
      opens: ["supervision:deduction:read"],
      load: () => import("./DeductionPage"),
    },
  ],
  waiting: deductionsWaiting,
  figures: [deductionsFigures],
  searches: [deductionsSearch],
};
