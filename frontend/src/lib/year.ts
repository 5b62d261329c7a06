import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { useSession } from "@/auth/session";
import { useUrlState } from "@/lib/urlState";
import { showDate } from "@/lib/dates";

const KEY = "hengjian.year";

/** The appraisal years that were opened; the frame waits for them before it shows a page. */
export const yearsQuery = queryOptions({
  queryKey: keys.years.every(),
  queryFn: () => data(api.GET("/api/v1/targets/years", { params: { query: { limit: 50 } } })),
  staleTime: 300_000,
  retry: false,
});

/** The best year to look at: one that runs or is being closed, else one in preparation, else the last one closed. */
const PREFERRED: readonly Schema<"YearPhase">[][] = [["running", "year_end"], ["preparation"], ["closed"]];

/** The calendar may be ahead of the present year: it is closed months after December. */
export function presentYear(years: readonly Pick<Schema<"YearView">, "year" | "phase">[], officeNow: string): number {
  for (const phases of PREFERRED) {
    const found = years.filter(({ phase }) => phases.includes(phase)).map(({ year }) => year);
    if (found.length > 0) return Math.max(...found);
  }
  return Number(showDate(officeNow).slice(0, 4));
}

/** The years in which something is still done: what was left undone in a closed one waits for nobody. */
export async function readOpenYears(client: QueryClient): Promise<number[]> {
  const { items } = await client.fetchQuery(yearsQuery);
  return items.filter(({ phase }) => phase === "running" || phase === "year_end").map(({ year }) => year);
}

/** Every year that may be chosen, newest first. */
export function useYears(): number[] {
  const { data: page } = useQuery(yearsQuery);
  const [year] = useYear();
  return [...new Set([...(page?.items.map((entry) => entry.year) ?? []), year])].sort((a, b) => b - a);
}

/** The years that have facts: those past their preparation. */
export function useBegunYears(): number[] {
  const { data: page } = useQuery(yearsQuery);
  return (page?.items ?? []).filter(({ phase }) => phase !== "preparation").map(({ year }) => year);
}

/** The appraisal year that is looked at: from the address, else the last one chosen, else the present one. */
export function useYear(): [number, (year: number) => void] {
  const session = useSession();
  const { data: page } = useQuery(yearsQuery);
  const [chosen, choose] = useUrlState("year");
  const kept = sessionStorage.getItem(KEY);
  const year = Number(chosen ?? kept ?? presentYear(page?.items ?? [], session.office_now));
  const set = (value: number): void => {
    sessionStorage.setItem(KEY, String(value));
    choose(String(value));
  };
  return [year, set];
}
