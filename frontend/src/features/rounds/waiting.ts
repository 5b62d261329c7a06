import i18next from "i18next";
import type { Item } from "./queries";
import { nameOf } from "./words";
import { api, counted, data } from "@/api/client";
import { keys } from "@/api/keys";
import { showDate } from "@/lib/dates";
import { earliest, endOf, type WaitingProvider, type WaitingRow } from "@/app/waiting";
import { everyRow } from "@/lib/pages";

async function openRounds() {
  return everyRow(
    await data(api.GET("/api/v1/supervision/rounds", { params: { query: { state: "open", limit: 200 } } })),
  );
}

function group(what: "recheck" | "makeGood", items: readonly Item[], count: number): WaitingRow[] {
  const [first] = items;
  if (!first) return [];
  const dues = items.map(({ due_on: day }) => (day === null ? null : endOf(day)));
  return [
    {
      key: `rounds-${what}`,
      count,
      title: i18next.t(`waiting:quarterly.${what}`, { count }),
      detail: `${first.unit_name} ${nameOf(first)}`,
      due: what === "makeGood" ? earliest(dues) : null,
      path: `/rounds/${first.round_id}/units/${first.unit_code}`,
    },
  ];
}

/** Lines that the unit has made good and nobody has checked again, with how many there are in all. */
function reportedItems() {
  const query = { state: "reported" as const, round_state: "open" as const, count: true, limit: 1 };
  return counted(api.GET("/api/v1/supervision/round-items", { params: { query } }));
}

/** Every red line of the open rounds that the reader may see. */
async function redItems(): Promise<Item[]> {
  const query = { light: "red" as const, state: "found" as const, round_state: "open" as const, limit: 200 };
  return everyRow(await data(api.GET("/api/v1/supervision/round-items", { params: { query } })));
}

/** Open rounds: those with lines that nobody has looked into yet, or all of them for whoever closes them. */
function rounds(key: "visit" | "close"): WaitingProvider["query"] {
  return () => ({
    queryKey: keys.rounds.waiting(key),
    queryFn: async () => {
      const details = await Promise.all(
        (await openRounds()).map(({ id }) =>
          data(api.GET("/api/v1/supervision/rounds/{round_id}", { params: { path: { round_id: id } } })),
        ),
      );
      return details
        .filter((round) => key === "close" || round.counts.awaited > 0)
        .map((round) => ({
          key: `rounds-${key}-${round.id}`,
          count: key === "visit" ? round.counts.awaited : 1,
          title: i18next.t(`waiting:quarterly.${key}`, { round: round.title }),
          detail: i18next.t("waiting:quarterly.left", {
            count: round.counts.awaited,
            reported: round.reported_count,
          }),
          due: null,
          path: `/rounds/${round.id}?light=awaited`,
        }));
    },
  });
}

/** For inspectors and the office what is not found yet, for inspectors what to check again, for units what is red. */
export const roundsWaiting: readonly WaitingProvider[] = [
  {
    key: "rounds-visit",
    permission: "supervision:round:find",
    tells: ["round_item:awaited"],
    query: rounds("visit"),
  },
  {
    key: "rounds-close",
    permission: "supervision:round:manage",
    tells: ["round:open"],
    query: rounds("close"),
  },
  {
    key: "rounds-recheck",
    permission: "supervision:round:find",
    tells: ["round_item:reported"],
    query: () => ({
      queryKey: keys.rounds.waiting("recheck"),
      queryFn: async () => {
        const { items, count } = await reportedItems();
        return group("recheck", items, count);
      },
    }),
  },
  {
    key: "rounds-red",
    permission: "supervision:round:answer",
    tells: ["round_item:found"],
    query: (session) => ({
      queryKey: keys.rounds.waiting("red"),
      queryFn: async () => {
        const today = showDate(session.office_now);
        const items = (await redItems()).filter((item) => item.due_on === null || item.due_on >= today);
        return group("makeGood", items, items.length);
      },
    }),
  },
];
