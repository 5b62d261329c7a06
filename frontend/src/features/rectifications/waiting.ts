import { firstRectifications, type RectificationRow, type RectificationState } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission, Session } from "@/auth/session";
import i18next from "i18next";

function provider(
  key: string,
  permission: Permission,
  wanted: { state?: RectificationState[]; asksExtension?: boolean },
  ownUnit: boolean,
): WaitingProvider {
  return {
    key: `rectification-${key}`,
    permission,
    query: (session: Session) => ({
      queryKey: keys.rectifications.waiting(key),
      queryFn: async () => {
        const unit = ownUnit ? session.unit?.code : undefined;
        if (ownUnit && !unit) return [];
        const page = await firstRectifications({
          year: undefined,
          state: wanted.state,
          unit,
          search: undefined,
          ...(wanted.asksExtension && { asksExtension: true }),
        });
        return page.items.slice(0, 20).map((row: RectificationRow) => ({
          key: `${key}-${row.id}`,
          title: i18next.t(`rectifications:waiting.${key}`, { unit: row.unit_name }),
          detail: `${row.number} ${row.demand}`,
          due: key !== "recheck" ? `${row.due_on}T23:59:59+08:00` : null,
          path: `/rectifications/${row.id}`,
        }));
      },
    }),
  };
}

/** The unit has to put right and report; whoever inspects has to look again; the office answers who asks for more time. */
export const rectificationsWaiting: readonly WaitingProvider[] = [
  provider("report", "supervision:rectification:report", { state: ["open", "failed", "overdue"] }, true),
  provider("recheck", "supervision:rectification:recheck", { state: ["reported"] }, false),
  provider("extension", "supervision:rectification:manage", { asksExtension: true }, false),
];
