import i18next from "i18next";
import type { Item } from "./queries";
import { nameOf } from "./words";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";
import { showDate } from "@/lib/dates";
import type { WaitingProvider, WaitingRow } from "@/app/waiting";

const MOST = 20;

async function openRounds() {
  return (await data(api.GET("/api/v1/supervision/rounds", { params: { query: { state: "open", limit: 10 } } }))).items;
}

async function openItems(query: { light?: "red"; state: "found" | "reported" }) {
  const wanted = { ...query, round_state: "open" as const, limit: MOST };
  return (await data(api.GET("/api/v1/supervision/round-items", { params: { query: wanted } }))).items;
}

function row(key: string, item: Item, due: string | null): WaitingRow {
  return {
    key: `${key}-${item.id}`,
    title: i18next.t(`quarterly:waiting.${key}`, { unit: item.unit_name, line: nameOf(item) }),
    detail: item.light_rule,
    due: due === null ? null : `${showDate(due)}T23:59:59+08:00`,
    path: `/rounds/${item.round_id}/units/${item.unit_code}`,
  };
}

/** Open rounds with lines that nobody has looked into yet, for those who may `permission`. */
function rounds(key: "visit" | "close", permission: WaitingProvider["permission"]): WaitingProvider {
  return {
    key: `rounds-${key}`,
    permission,
    query: () => ({
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
            title: i18next.t(`quarterly:waiting.${key}`, { round: round.title }),
            detail: i18next.t("quarterly:waiting.left", {
              count: round.counts.awaited,
              reported: round.reported_count,
            }),
            due: null,
            path: `/rounds/${round.id}?light=awaited`,
          }));
      },
    }),
  };
}

/** For inspectors and the office what is not found yet, for inspectors what to check again, for units what is red. */
export const roundsWaiting: readonly WaitingProvider[] = [
  rounds("visit", "supervision:round:find"),
  rounds("close", "supervision:round:manage"),
  {
    key: "rounds-recheck",
    permission: "supervision:round:find",
    query: () => ({
      queryKey: keys.rounds.waiting("recheck"),
      queryFn: async () => (await openItems({ state: "reported" })).map((item) => row("recheck", item, null)),
    }),
  },
  {
    key: "rounds-red",
    permission: "supervision:round:answer",
    query: (session) => ({
      queryKey: keys.rounds.waiting("red"),
      queryFn: async () => {
        const today = showDate(session.office_now);
        const items = await openItems({ light: "red", state: "found" });
        return items
          .filter((item) => item.due_on === null || item.due_on >= today)
          .map((item) => row("makeGood", item, item.due_on));
      },
    }),
  },
];
