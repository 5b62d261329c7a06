import i18next from "i18next";
import { openDraws } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Draws that are announced and wait for their public word. */
export const drawsWaiting: readonly WaitingProvider[] = [
  {
    key: "draws",
    permission: "supervision:draw:manage",
    tells: ["draw:open"],
    query: () => ({
      queryKey: keys.draws.waiting(),
      queryFn: async () =>
        (await openDraws()).map((draw) => ({
          key: `draws-${draw.id}`,
          title: i18next.t("waiting:draws", { title: draw.title }),
          due: null,
          path: `/draws/${draw.id}`,
        })),
    }),
  },
];
