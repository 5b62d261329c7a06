import { Alert, Button, Input, Switch } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "./ConfirmDialog";
import { ManualRow } from "./ManualRow";
import type { ManualLine, ManualSheet } from "./queries";
import { faultOf, isChanged, merge, paste, type Typed } from "./sheet";
import { useSaving } from "./useSaving";
import { plainNumber } from "@/lib/typed";
import { Problem } from "@/ui/Problem";
import { ScrollArea } from "@/ui/ScrollArea";
import { EmptyState } from "@/ui/states";
import { useLeaveGuard } from "@/ui/useLeaveGuard";

interface Props {
  sheet: ManualSheet;
  typed: Typed;
  setTyped: (change: (present: Typed) => Typed) => void;
  nameGroup: (line: ManualLine) => string;
}

/** All subjects of an item: what stands, and a cell for what shall stand. Sent together once the server has judged it. */
export function SheetForm({ sheet, typed, setTyped, nameGroup }: Props) {
  const { t } = useTranslation(["manual", "app"]);
  const { item, lines } = sheet;
  const [sought, seek] = useState("");
  const [onlyEmpty, showOnlyEmpty] = useState(false);
  const [left, setLeft] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const changed = useMemo(() => lines.filter((line) => isChanged(item, line, typed)), [item, lines, typed]);
  const saving = useSaving(sheet, typed, changed, setTyped);
  useLeaveGuard(changed.length > 0, t("leaveNote"));
  const shown = useMemo(() => {
    const wanted = sought.trim().toLowerCase();
    return lines.filter((line) => {
      const isFilled = item.parts.every(({ key }) => line.values[key] !== undefined);
      const text = `${line.name} ${line.subject_code} ${nameGroup(line)}`.toLowerCase();
      return !(onlyEmpty && isFilled) && text.includes(wanted);
    });
  }, [item, lines, nameGroup, onlyEmpty, sought]);
  const faulty = changed.filter((line) => item.parts.some(({ key }) => faultOf(item, line, typed, key) !== null));
  // Kept apart, so that typing into one row draws no other row again.
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  const { forget } = saving;
  const type = useCallback(
    (code: string, part: string, value: string): void => {
      forget();
      setTyped((present) => ({ ...present, [code]: { ...present[code], [part]: plainNumber(value) } }));
    },
    [forget, setTyped],
  );
  const takePasted = useCallback(
    (event: ClipboardEvent<HTMLInputElement>, code: string, part: string): void => {
      const text = event.clipboardData.getData("text");
      if (!/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      forget();
      const pasted = paste(text, item, latest.current, { code, part });
      setLeft(pasted.left);
      setTyped((present) => merge(present, pasted.patch));
    },
    [forget, item, setTyped],
  );
  const move = useCallback((event: KeyboardEvent<HTMLInputElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (step === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const { part } = event.currentTarget.dataset;
    const column = [...(table.current?.querySelectorAll<HTMLInputElement>("input") ?? [])].filter(
      (input) => input.dataset["part"] === part,
    );
    column[column.indexOf(event.currentTarget) + step]?.focus();
  }, []);
  const entered = lines.filter((line) => item.parts.every(({ key }) => line.values[key] !== undefined)).length;
  return (
    <section className="card" aria-label={t("sheet")}>
      <div className="row manual-filters">
        <Input.Search
          aria-label={t("seek")}
          placeholder={t("seek")}
          allowClear
          className="manual-seek"
          value={sought}
          onChange={(event) => {
            seek(event.target.value);
          }}
        />
        <label className="row manual-switch">
          <Switch size="small" checked={onlyEmpty} onChange={showOnlyEmpty} />
          {t("onlyEmpty")}
        </label>
        {item.reason === null && <span className="muted">{t("pasteHint")}</span>}
      </div>
      {left > 0 && (
        <Alert
          type="warning"
          role="status"
          showIcon
          closable
          title={t("pastedLeft", { count: left })}
          onClose={() => {
            setLeft(0);
          }}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState isRelief={onlyEmpty && sought === ""} title={t(onlyEmpty && !sought ? "allEntered" : "nobody")} />
      ) : (
        <ScrollArea label={t("sheet")}>
          <table className="manual-table" ref={table}>
            <thead>
              <tr>
                <th scope="col">{t("subject")}</th>
                {item.parts.map((part) => (
                  <th scope="col" key={part.key}>
                    {part.name}
                  </th>
                ))}
                <th scope="col">{t("stands")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <ManualRow
                  key={line.subject_code}
                  item={item}
                  line={line}
                  group={nameGroup(line)}
                  typed={typed[line.subject_code]}
                  refused={saving.refused[line.subject_code]}
                  onType={type}
                  onKey={move}
                  onPaste={takePasted}
                />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      <Problem of={saving} />
      <div className="manual-foot">
        {item.reason === null && (
          <>
            <Button
              type="primary"
              loading={saving.isJudging}
              disabled={changed.length === 0 || faulty.length > 0}
              onClick={saving.judge}
            >
              {t("save", { count: changed.length })}
            </Button>
            <Button
              disabled={changed.length === 0}
              onClick={() => {
                forget();
                setTyped(() => ({}));
              }}
            >
              {t("undo")}
            </Button>
          </>
        )}
        <span aria-live="polite" className="muted">
          {t("entered", { entered, all: lines.length })}
          {faulty.length > 0 && ` · ${t("faultyRows", { count: faulty.length })}`}
        </span>
      </div>
      <ConfirmDialog item={item} lines={changed} typed={typed} saving={saving} />
    </section>
  );
}
