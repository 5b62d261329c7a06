import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { followStandings, type StandingChange, type StreamState } from "@/api/events";
import { keys } from "@/api/keys";
import { isDialogOpen } from "@/lib/openDialogs";

/** How often a page asks while the stream is down. */
export const ASK_EVERY_MS = 15_000;
const REFRESH_EVERY_MS = 1_000;
/** Pages refresh within this time of each other, not all at once. */
const SPREAD_MS = 250;

interface Seen {
  class_code: string;
  revision: number;
}

/**
 * Read again what the page shows of this class, unless it has been read since, or all classes where it is the first that
 * stands of this one; answers whether there was anything.
 */
function refreshClass(queries: QueryClient, { year, class_code, revision }: StandingChange): boolean {
  const seen = queries.getQueryData<Seen>(keys.standings.ofClass(year, class_code));
  const explained = queries
    .getQueryCache()
    .findAll({ queryKey: keys.explanations.of(year) })
    .filter(({ state }) => state.data === null || (state.data as Seen | undefined)?.class_code === class_code);
  const isNews = seen !== undefined && seen.revision < revision;
  if (isNews) void queries.invalidateQueries({ queryKey: keys.standings.ofClass(year, class_code) });
  const listed = queries.getQueryData<readonly string[]>(keys.standings.ofYear(year));
  const isNew = listed !== undefined && !listed.includes(class_code);
  if (isNew) void queries.invalidateQueries({ queryKey: keys.standings.ofYear(year) });
  // What would move the unit stands under the same key and is read again with why it stands where it stands.
  for (const { queryKey } of explained) void queries.invalidateQueries({ queryKey });
  return isNews || isNew || explained.length > 0;
}

function refresh(queries: QueryClient, changes: readonly StandingChange[]): void {
  const years = new Set(changes.filter((change) => refreshClass(queries, change)).map(({ year }) => year));
  for (const year of years) void queries.invalidateQueries({ queryKey: keys.deductions.latest(year) });
}

/** Keeps the standings on the page fresh: at most once a second, and never under an open dialog. */
export function keepFresh(queries: QueryClient, onState: (state: StreamState) => void): () => void {
  const waiting = new Map<string, StandingChange>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  const refreshSoon = (): void => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        if (isDialogOpen()) {
          last = Date.now();
          refreshSoon();
          return;
        }
        last = Date.now();
        refresh(queries, [...waiting.values()]);
        waiting.clear();
      },
      Math.max(Math.random() * SPREAD_MS, last + REFRESH_EVERY_MS - Date.now()),
    );
  };
  const stop = followStandings({
    onState,
    onChange: (change) => {
      waiting.set(`${String(change.year)} ${change.class_code}`, change);
      refreshSoon();
    },
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** For a page that shows standings; while the stream is down the page asks every {@link ASK_EVERY_MS}. */
export function useLiveStandings(): StreamState {
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>("live");
  useEffect(() => keepFresh(queries, setState), [queries]);
  return state;
}

/** `refetchInterval` of a query that the stream keeps fresh. */
export function askingEvery(state: StreamState): number | false {
  return state === "down" ? ASK_EVERY_MS : false;
}
