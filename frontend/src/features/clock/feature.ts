import type { Feature } from "@/app/feature";

export const clock: Feature = {
  texts: ["clock"],
  pages: [
    {
      path: "/office-clock",
      title: "clock",
      menu: "administration",
      opens: ({ is_demo, is_rehearsal, permissions }) =>
        (is_demo || is_rehearsal) && permissions.includes("directory:clock:move"),
      load: () => import("./ClockPage"),
    },
  ],
};
