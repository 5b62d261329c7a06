import i18next from "i18next";
import { waitingPictures } from "./pictures/pictures";
import { waitingDeductions, type DeductionRow, type DeductionState } from "./queries";
import { keys } from "@/api/keys";
import { earliest, type WaitingProvider, type WaitingRow } from "@/app/waiting";
import { showDate } from "@/lib/dates";
import { readReturned } from "@/lib/returned";
import { readOpenYears } from "@/lib/year";

type Station = "confirm" | "notify" | "judge" | "object" | "publish" | "returned";

function group(station: Station, rows: readonly DeductionRow[], count: number, path: string): WaitingRow[] {
  const oldest = rows[0];
  if (!oldest || count === 0) return [];
  return [
    {
      key: `deductions-${path}`,
      count,
      title: i18next.t(`waiting:deductions.${station}`, { count }),
      detail: i18next.t("waiting:oldest", {
        what: `${oldest.number} ${oldest.unit_name}`,
        on: showDate(oldest.recorded_at),
      }),
      due: station === "object" ? earliest(rows.map((row) => row.object_until)) : null,
      path: count === 1 ? `/deductions/${oldest.id}` : path,
    },
  ];
}

function asked(station: Station, state: DeductionState, path: string): WaitingProvider["query"] {
  return () => ({
    queryKey: keys.deductions.waiting(station),
    queryFn: async () => {
      const { items, count } = await waitingDeductions({ state });
      return group(station, items, count, path);
    },
  });
}

/** What waits for somebody between recording and the public, and what came back to whoever recorded it. */
export const deductionsWaiting: readonly WaitingProvider[] = [
  {
    key: "confirm",
    permission: "supervision:deduction:confirm",
    tells: ["deduction:recorded"],
    query: asked("confirm", "recorded", "/deductions/queue?state=recorded"),
  },
  {
    key: "notify",
    permission: "supervision:deduction:confirm",
    tells: ["deduction:confirmed"],
    query: asked("notify", "confirmed", "/deductions/queue?state=confirmed"),
  },
  {
    key: "judge",
    permission: "supervision:deduction:judge",
    tells: ["deduction:objected"],
    query: asked("judge", "objected", "/deductions/queue?state=objected"),
  },
  {
    key: "object",
    permission: "supervision:deduction:object",
    tells: ["deduction:notified"],
    query: asked("object", "notified", "/deductions?state=notified"),
  },
  {
    key: "publish",
    permission: "supervision:deduction:publish",
    tells: ["deduction:effective"],
    query: () => ({
      queryKey: keys.deductions.waiting("publish"),
      queryFn: async ({ client }) => {
        const open = await readOpenYears(client);
        const groups = await Promise.all(
          open.map(async (year) => {
            const { items, count } = await waitingDeductions({ state: "effective", year, published: false });
            return group("publish", items, count, `/deductions?state=effective&published=no&year=${String(year)}`);
          }),
        );
        return groups.flat();
      },
    }),
  },
  {
    key: "returned",
    permission: "supervision:deduction:record",
    tells: ["deduction:returned"],
    query: (session) => ({
      queryKey: keys.deductions.waiting("returned"),
      queryFn: async () => {
        const rows = await readReturned(session.office_now);
        return group("returned", rows, rows.length, "/deductions?state=returned");
      },
    }),
  },
  {
    key: "pictures",
    permission: "supervision:picture:review",
    query: () => ({
      queryKey: keys.deductions.waiting("pictures"),
      queryFn: async () => {
        const rows = (await waitingPictures()).items.filter((row) => row.may_review);
        const [oldest] = rows;
        if (!oldest) return [];
        return [
          {
            key: "pictures",
            count: rows.length,
            title: i18next.t("waiting:pictures", { count: rows.length }),
            detail: `${oldest.number} ${oldest.unit_name}`,
            due: null,
            path: `/deductions/${oldest.deduction_id}`,
          },
        ];
      },
    }),
  },
];
