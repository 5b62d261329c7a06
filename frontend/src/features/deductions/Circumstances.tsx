import { useTranslation } from "react-i18next";
import type { Deduction } from "./queries";
import { showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import "./deductions.css";

/** How the record came in: what the phone said of its clock and place, and who was there too. Signals, no verdict. */
export function Circumstances({ row }: { row: Deduction }) {
  const { t } = useTranslation("deductions");
  const { signals, position, second_recorder_name: second, clock_skew_seconds: skew } = row;
  const facts = [
    second && t("circumstances.second", { name: second }),
    row.captured_at && t("circumstances.captured", { at: showTime(row.captured_at) }),
    position && t("circumstances.accuracy", { metres: showShort(position.accuracy_m) }),
    skew !== null && t("circumstances.skew", { count: Math.abs(skew) }),
  ].filter((fact): fact is string => Boolean(fact));
  if (signals.length === 0 && facts.length === 0) return null;
  return (
    <section className="card" aria-label={t("circumstances.title")}>
      <strong>{t("circumstances.title")}</strong>
      {signals.length > 0 && (
        <ul className="signals">
          {signals.map((signal) => (
            <li key={signal}>
              <span aria-hidden="true">▲ </span>
              {t(`circumstances.signals.${signal}`)}
            </li>
          ))}
        </ul>
      )}
      <ul className="signals muted">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {signals.length > 0 && <p className="muted cases-foot">{t("circumstances.noVerdict")}</p>}
    </section>
  );
}
