import { waitingPictures } from "./pictures/pictures";
import { firstDeductions, type DeductionRow, type DeductionState } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission } from "@/auth/session";
import i18next from "i18next";

function provider(key: string, permission: Permission, state: DeductionState): WaitingProvider {
  return {
    key,
    permission,
    query: () => ({
      queryKey: keys.deductions.waiting(key),
      queryFn: async () => {
        const page = await firstDeductions({ year: undefined, state, unit: undefined, search: undefined });
        return page.items.slice(0, 20).map((row: DeductionRow) => ({
          key: `${key}-${row.id}`,
          title: i18next.t(`deductions:waiting.${key}`, { unit: row.unit_name }),
          detail: `${row.number} ${i18next.language === "en" ? row.rule_title_en : row.rule_title}`,
          due: state === "notified" ? row.object_until : null,
          path: state === "notified" ? `/deductions/${row.id}` : `/deductions/queue?id=${row.id}`,
        }));
      },
    }),
  };
}

const pictures: WaitingProvider = {
  key: "pictures",
  permission: "supervision:picture:review",
  query: () => ({
    queryKey: keys.deductions.waiting("pictures"),
    queryFn: async () => {
      const page = await waitingPictures();
      return page.items
        .filter((row) => row.may_review)
        .slice(0, 20)
        .map((row) => ({
          key: `picture-${row.id}`,
          title: i18next.t("pictures:waiting", { unit: row.unit_name }),
          detail: `${row.number} ${i18next.language === "en" ? row.rule_title_en : row.rule_title}`,
          due: null,
          path: `/deductions/${row.deduction_id}`,
        }));
    },
  }),
};

/** What waits for somebody between recording and effect. */
export const deductionsWaiting: readonly WaitingProvider[] = [
  provider("confirm", "supervision:deduction:confirm", "recorded"),
  provider("judge", "supervision:deduction:judge", "objected"),
  provider("object", "supervision:deduction:object", "notified"),
  pictures,
];
