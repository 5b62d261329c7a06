import i18next from "i18next";
import { gatherLetters } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Letters that nobody but the administrator tries again, as one thing to do. */
export const deadLettersWaiting: readonly WaitingProvider[] = [
  {
    key: "deadLetters",
    permission: "directory:event:manage",
    query: () => ({
      queryKey: keys.deadLetters.waiting(),
      queryFn: async () => {
        const { letters } = await gatherLetters();
        const dead = letters.filter((letter) => letter.state === "dead");
        if (dead.length === 0) return [];
        return [
          {
            key: "dead-letters",
            count: dead.length,
            title: i18next.t("waiting:deadLetters", { count: dead.length }),
            detail: dead[0]!.about,
            due: null,
            path: "/dead-letters",
          },
        ];
      },
    }),
  },
];
