import { useTranslation } from "react-i18next";
import type { Deduction } from "./queries";
import { showDate } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { RecordLink } from "@/ui/RecordLink";
import "./deductions.css";

/** That the rule was broken before within the year, what it weighs, and whether that still stands. */
export function RepeatNote({ row }: { row: Deduction }) {
  const { t } = useTranslation("deductions");
  const { repeat } = row;
  if (!repeat) return null;
  const values = {
    on: showDate(repeat.earlier_occurred_at),
    before: showShort(repeat.factor_before),
    after: showShort(repeat.factor_after),
    pointsBefore: showShort(repeat.points_before),
    points: showShort(repeat.points_after),
  };
  return (
    <p className="repeat" data-lost={repeat.has_lost_ground}>
      <span aria-hidden="true">▲ </span>
      {t("repeat.of")} <RecordLink number={repeat.earlier_number} path={`/deductions/${repeat.earlier_id}`} />
      {t(repeat.is_fixed ? "repeat.fixed" : "repeat.foreseen", values)}
      {repeat.has_lost_ground && <strong> {t("repeat.lost", { number: repeat.earlier_number })}</strong>}
    </p>
  );
}
