import { Checkbox } from "antd";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SheetRow } from "./queries";
import type { About } from "./SheetForm";
import { paste, readCell, type Typed } from "./sheet";
import { SheetLine } from "./SheetLine";
import { ScrollArea } from "@/ui/ScrollArea";
import styles from "./Sheet.module.css";

interface Props {
  rows: readonly SheetRow[];
  about: About;
  /** Null for whoever may only read. */
  typed: Typed | null;
  onType: (patch: Typed, left: number) => void;
  confirmable: readonly SheetRow[];
  chosen: ReadonlySet<string>;
  onChoose: (units: ReadonlySet<string>) => void;
}

/** Unit, target, claim, value and difference; a column of cells that is typed down, or pasted into. */
export function SheetTable({ rows, about, typed, onType, confirmable, chosen, onChoose }: Props) {
  const { t } = useTranslation("values");
  const table = useRef<HTMLTableElement>(null);
  const mayChoose = confirmable.length > 0;
  const codes = confirmable.map(({ unit_code }) => unit_code);
  const isAll = codes.every((code) => chosen.has(code));
  const move = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (step === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const cells = [...(table.current?.querySelectorAll<HTMLInputElement>("input[inputmode]") ?? [])];
    cells[cells.indexOf(event.currentTarget) + step]?.focus();
  };
  const toggle = (code: string): void => {
    const next = new Set(chosen);
    if (!next.delete(code)) next.add(code);
    onChoose(next);
  };
  return (
    <ScrollArea label={t("sheet")}>
      <table className={styles.table} ref={table}>
        <thead>
          <tr>
            {mayChoose && (
              <th scope="col">
                <Checkbox
                  aria-label={t("chooseAll")}
                  checked={isAll}
                  indeterminate={!isAll && codes.some((code) => chosen.has(code))}
                  onChange={() => {
                    onChoose(new Set(isAll ? [] : codes));
                  }}
                />
              </th>
            )}
            <th scope="col">{t("unit")}</th>
            <th scope="col">{t("target")}</th>
            <th scope="col">{t("claim")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col" title={t("differenceHint")}>
              {t("difference")}
            </th>
            <th scope="col">{t("state")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SheetLine
              key={row.unit_code}
              row={row}
              about={about}
              typed={typed}
              choice={mayChoose ? (codes.includes(row.unit_code) ? chosen.has(row.unit_code) : "none") : null}
              onChoose={() => {
                toggle(row.unit_code);
              }}
              onKey={move}
              onType={(text) => {
                onType({ [row.unit_code]: readCell(text, about.measure) }, 0);
              }}
              onPaste={(text) => {
                const { patch, left } = paste(text, rows, row.unit_code, about.measure);
                onType(patch, left);
              }}
            />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
