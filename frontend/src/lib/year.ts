import { useSession } from "@/auth/session";
import { useUrlState } from "@/lib/urlState";
import { showDate } from "@/lib/dates";

const KEY = "hengjian.year";

/** The appraisal year that is looked at: from the address, else the last one chosen, else the office's year. */
export function useYear(): [number, (year: number) => void] {
  const session = useSession();
  const [chosen, choose] = useUrlState("year");
  const kept = sessionStorage.getItem(KEY);
  const year = Number(chosen ?? kept ?? showDate(session.office_now).slice(0, 4));
  const set = (value: number): void => {
    sessionStorage.setItem(KEY, String(value));
    choose(String(value));
  };
  return [year, set];
}
