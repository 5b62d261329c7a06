import { deadLettersWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const deadLetters: Feature = {
  texts: ["deadletters"],
  pages: [
    {
      path: "/dead-letters",
      title: "deadLetters",
      menu: "administration",
      opens: ["directory:event:manage"],
      load: () => import("./DeadLettersPage"),
    },
  ],
  waiting: deadLettersWaiting,
};
