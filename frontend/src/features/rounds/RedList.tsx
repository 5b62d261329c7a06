import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Item } from "./queries";
import { RoundLight } from "./RoundLight";
import { redsOf } from "./units";
import { nameOf } from "./words";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { StateTag, type Tone } from "@/ui/StateTag";
import { EmptyState } from "@/ui/states";

/** What was found red: both lights, and how far making good has come. */
export function RedList({ items, isOpen }: { items: readonly Item[]; isOpen: boolean }) {
  const { t } = useTranslation("quarterly");
  const today = showDate(useSession().office_now);
  const rows = redsOf(items);
  return (
    <section className="card" aria-label={t("reds")}>
      <strong>{t("reds")}</strong>
      {rows.length === 0 ? (
        <EmptyState isRelief title={t("noReds")} />
      ) : (
        <ul className="red-list">
          {rows.map((row) => (
            <li key={row.id}>
              <span>
                <RoundLight light={row.found_light} />
                {row.light !== row.found_light && (
                  <>
                    {" → "}
                    <RoundLight light={row.light} />
                  </>
                )}
              </span>
              <span>
                <Link to={`/rounds/${row.round_id}/units/${row.unit_code}`}>{row.unit_name}</Link>{" "}
                <span className="muted">{nameOf(row)}</span>
              </span>
              <MakingGood item={row} today={today} isOpen={isOpen} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function MakingGood({ item, today, isOpen }: { item: Item; today: string; isOpen: boolean }) {
  const { t } = useTranslation("quarterly");
  const isOver = item.due_on !== null && item.due_on < today;
  const tones: Partial<Record<Item["state"], Tone>> = { made_good: "done", reported: "open" };
  const word = item.state === "found" && isOver ? t("makingGood.over") : t(`makingGood.${item.state}`);
  return (
    <span className="red-list-state">
      {isOpen && item.state === "found" && item.due_on && !isOver && (
        <span className="num">{t("dueBy", { day: showDate(item.due_on) })} </span>
      )}
      <StateTag label={word} tone={tones[item.state] ?? (isOver ? "bad" : "due")} />
    </span>
  );
}
