import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { LightSign } from "./LightSign";
import { lightOf, type Typed } from "./lines";
import type { ReportLine } from "./queries";
import { showMonth } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./LineRow.module.css";

interface Props {
  line: ReportLine;
  typed: Typed;
  /** Absent where the report is only read. */
  onType?: (typed: Typed) => void;
  fault?: "number" | "note";
  isChanged: boolean;
}

/** One indicator: last month beside this month, with the light and the rule it follows. */
export function LineRow({ line, typed, onType, fault, isChanged }: Props) {
  const { t, i18n } = useTranslation("reports");
  const name = i18n.language === "en" ? line.indicator_name_en : line.indicator_name;
  const { basis, expected, yellow_at } = line.light_rule;
  const light = onType ? lightOf(line, typed.value) : line.light;
  const faultId = `fault-${line.indicator_code}`;
  return (
    <li className={isChanged && onType ? "report-line report-changed" : "report-line"}>
      <span>
        {name}
        <span className={classNames("muted num", layout.ownLine)}>
          {line.target === null
            ? t("noTarget")
            : t("targetOf", { value: showShort(line.target), unit: line.unit_of_measure })}
        </span>
      </span>
      <span className="report-last num">
        <span className="report-label muted">
          {line.last_month === null ? t("lastMonth") : showMonth(line.last_month)}
        </span>
        {line.last_value === null ? "–" : showShort(line.last_value)}
        {line.last_note && <span className={classNames("muted", styles.note)}>{line.last_note}</span>}
      </span>
      <span>
        <span className="muted report-label">{t("thisMonth")}</span>
        {onType ? (
          <>
            <Input
              value={typed.value}
              inputMode="decimal"
              className="num"
              suffix={<span className="muted">{line.unit_of_measure}</span>}
              aria-label={t("valueOf", { name })}
              aria-invalid={fault === "number"}
              aria-describedby={fault && faultId}
              {...(fault && { status: "error" })}
              onFocus={(event) => {
                event.target.select();
              }}
              onChange={(event) => {
                onType({ ...typed, value: event.target.value });
              }}
            />
            {fault && (
              <span id={faultId} className={layout.wrong}>
                {t(`faults.${fault}`)}
              </span>
            )}
          </>
        ) : (
          <strong className="num">
            {line.value === null ? "–" : `${showShort(line.value)} ${line.unit_of_measure}`}
          </strong>
        )}
      </span>
      <span>
        <LightSign light={light} />
        <span className={classNames("muted", layout.ownLine)}>
          {expected === null || yellow_at === null
            ? t("rules.none")
            : t(`rules.${line.direction}`, {
                basis: t(`bases.${basis}`),
                expected: showShort(expected),
                yellow: showShort(yellow_at),
              })}
        </span>
      </span>
      <span>
        {onType ? (
          <Input.TextArea
            value={typed.note}
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={1000}
            placeholder={t("note")}
            aria-label={t("noteOf", { name })}
            onChange={(event) => {
              onType({ ...typed, note: event.target.value });
            }}
          />
        ) : (
          line.note
        )}
      </span>
    </li>
  );
}
