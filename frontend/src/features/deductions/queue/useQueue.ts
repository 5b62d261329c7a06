import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { deductionQuery, firstInQueue, type DeductionRow, type DeductionState } from "../queries";
import { followPage } from "@/api/client";
import { keys } from "@/api/keys";
import { useMay, type Permission } from "@/auth/session";

const WAITING: readonly { state: DeductionState; permission: Permission }[] = [
  { state: "recorded", permission: "supervision:deduction:confirm" },
  { state: "confirmed", permission: "supervision:deduction:confirm" },
  { state: "objected", permission: "supervision:deduction:judge" },
];

/** What waits for this reader, and which of it is looked at; both live in the address. */
export function useQueue() {
  const may = useMay();
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const mine = WAITING.filter(({ permission }) => may(permission)).map(({ state }) => state);
  const wanted = mine.find((state) => state === address.get("state"));
  const states = wanted ? [wanted] : mine;
  const list = useInfiniteQuery({
    queryKey: keys.deductions.queue(states),
    queryFn: ({ pageParam }) => (pageParam === null ? firstInQueue(states) : followPage<DeductionRow>(pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: states.length > 0,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = address.get("id");
  /** -1 where the case that was linked to is not among the rows that are there. */
  const place = chosen === null ? 0 : rows.findIndex((row) => row.id === chosen);
  const next = rows[place + 1]?.id;
  useEffect(() => {
    if (next) void queries.prefetchQuery(deductionQuery(next));
  }, [next, queries]);
  const show = (state: DeductionState | undefined, id: string | undefined): void => {
    setAddress({ ...(state && { state }), ...(id && { id }) }, { replace: true });
  };
  return {
    list,
    rows,
    mine,
    wanted,
    place,
    current: chosen ?? rows[0]?.id,
    choose: (id: string | undefined): void => {
      show(wanted, id);
    },
    filter: (state: DeductionState | undefined): void => {
      show(state, undefined);
    },
    /** The case after this one, or the one before where it was the last. */
    follower: next ?? rows[place - 1]?.id,
  };
}
