import { Checkbox, Input } from "antd";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { doubtsOf } from "./plausibility";
import type { SheetRow } from "./queries";
import type { About } from "./SheetForm";
import { cellOf, faultOf, isChanged, type Typed } from "./sheet";
import { useSayDoubt } from "./useSayDoubt";
import { isNegative, showShort, subtract } from "@/lib/decimals";
import { StateTag } from "@/ui/StateTag";
import styles from "./Sheet.module.css";

interface Props {
  row: SheetRow;
  about: About;
  typed: Typed | null;
  /** Null where nothing is confirmed here, "none" where this row cannot be. */
  choice: boolean | "none" | null;
  onChoose: () => void;
  onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  onType: (text: string) => void;
  onPaste: (text: string) => void;
}

/** A unit: what it was to reach, what it says it did, and what its owner found. */
export function SheetLine({ row, about, typed, choice, onChoose, onKey, onType, onPaste }: Props) {
  const { t } = useTranslation("values");
  const value = cellOf(row, typed ?? {});
  const isFaulty = faultOf(row, typed ?? {}, about.places) !== null;
  const difference = row.claim !== null && value !== "" && !isFaulty ? subtract(row.claim, value) : null;
  const figure = (text: string | null): string => (text === null ? "–" : showShort(text));
  return (
    <tr data-changed={isChanged(row, typed ?? {})}>
      {choice !== null && (
        <td>
          {choice !== "none" && (
            <Checkbox aria-label={t("choose", { unit: row.unit_name })} checked={choice} onChange={onChoose} />
          )}
        </td>
      )}
      <th scope="row">
        {row.value === null ? (
          row.unit_name
        ) : (
          <Link to={`/values/${row.value.id}`} aria-label={t("history", { unit: row.unit_name })}>
            {row.unit_name}
          </Link>
        )}
      </th>
      <td className="num" data-label={t("target")}>
        {figure(row.target)}
      </td>
      <td className="num" data-label={t("claim")}>
        {figure(row.claim)}
      </td>
      <td className={styles.wide} data-label={t("value")}>
        {typed === null || row.is_closed ? (
          <span className="num">{value === "" ? "–" : showShort(value)}</span>
        ) : (
          <Cell row={row} about={about} typed={typed} onKey={onKey} onType={onType} onPaste={onPaste} />
        )}
      </td>
      <td className="num" data-label={t("difference")}>
        {difference === null ? "–" : `${isNegative(difference) ? "" : "+"}${showShort(difference)}`.replace("+0", "0")}
      </td>
      <td>
        <State row={row} />
      </td>
    </tr>
  );
}

function State({ row }: { row: SheetRow }) {
  const { t } = useTranslation("values");
  if (row.is_closed) return <StateTag label={t("closed")} tone="still" />;
  if (row.value === null) return <StateTag label={t("notEntered")} tone="due" />;
  if (row.value.state === "confirmed") return <StateTag label={t("states.confirmed")} tone="done" />;
  return (
    <>
      <StateTag label={t("waiting")} tone="open" />
      {row.confirmed !== null && <div className="muted num">{t("inForce", { value: showShort(row.confirmed) })}</div>}
    </>
  );
}

type CellProps = Pick<Props, "row" | "about" | "onKey" | "onType" | "onPaste"> & { typed: Typed };

function Cell({ row, about, typed, onKey, onType, onPaste }: CellProps) {
  const { t } = useTranslation("values");
  const sayDoubt = useSayDoubt();
  const value = cellOf(row, typed);
  const fault = faultOf(row, typed, about.places);
  const doubts =
    fault === null && isChanged(row, typed) ? doubtsOf(row, value, about.measure).map(sayDoubt).join("；") : "";
  const said = fault === null ? doubts : t(`faults.${fault}`, { places: about.places });
  const id = `value-${row.unit_code}`;
  return (
    <>
      <Input
        id={id}
        className={styles.cell}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        aria-label={t("cell", { unit: row.unit_name })}
        aria-invalid={fault !== null}
        {...(said && { status: fault === null ? "warning" : "error", "aria-describedby": `${id}-said` })}
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          onType(event.target.value);
        }}
        onKeyDown={onKey}
        onPaste={(event) => {
          const text = event.clipboardData.getData("text");
          if (!/[\t\n]/.test(text.trim())) return;
          event.preventDefault();
          onPaste(text);
        }}
      />
      {said && (
        <div id={`${id}-said`} role="status" className={fault === null ? styles.doubt : styles.fault}>
          {said}
        </div>
      )}
    </>
  );
}
