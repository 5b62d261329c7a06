import i18next from "i18next";
import { waitingRectifications } from "./queries";
import { keys } from "@/api/keys";
import { endOf, type WaitingProvider, type WaitingRow } from "@/app/waiting";

type What = "report" | "recheck" | "extension";

async function group(
  what: What,
  path: string | null,
  wanted: Parameters<typeof waitingRectifications>[0],
): Promise<WaitingRow[]> {
  const { items, count } = await waitingRectifications(wanted);
  const [first] = items;
  if (!first) return [];
  return [
    {
      key: `rectifications-${what}`,
      count,
      title: i18next.t(`waiting:rectifications.${what}`, { count }),
      detail: `${first.number} ${first.unit_name} ${first.demand}`,
      due: what === "recheck" ? null : endOf(first.due_on),
      path: count === 1 || path === null ? `/rectifications/${first.id}` : path,
    },
  ];
}

/** The unit has to put right and report; whoever inspects has to look again; the office answers who asks for more time. */
export const rectificationsWaiting: readonly WaitingProvider[] = [
  {
    key: "rectification-report",
    permission: "supervision:rectification:report",
    tells: ["rectification:open", "rectification:failed", "rectification:overdue"],
    query: (session) => ({
      queryKey: keys.rectifications.waiting("report"),
      queryFn: async () => {
        if (!session.unit) return [];
        return group("report", "/rectifications", {
          state: ["open", "failed", "overdue"],
          unit: session.unit.code,
        });
      },
    }),
  },
  {
    key: "rectification-recheck",
    permission: "supervision:rectification:recheck",
    tells: ["rectification:reported"],
    query: () => ({
      queryKey: keys.rectifications.waiting("recheck"),
      queryFn: () => group("recheck", "/rectifications?state=reported", { state: ["reported"] }),
    }),
  },
  {
    key: "rectification-extension",
    permission: "supervision:rectification:manage",
    tells: ["rectification:open", "rectification:failed"],
    query: () => ({
      queryKey: keys.rectifications.waiting("extension"),
      queryFn: () => group("extension", null, { asksExtension: true }),
    }),
  },
];
