import { reviewsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const reviews: Feature = {
  texts: ["reviews"],
  pages: [
    {
      path: "/reviews",
      title: "reviews",
      menu: "results",
      opens: ["appraisal:review:read"],
      load: () => import("./ReviewsPage"),
    },
    { path: "/reviews/:id", title: "review", opens: ["appraisal:review:read"], load: () => import("./ReviewPage") },
  ],
  waiting: reviewsWaiting,
};
