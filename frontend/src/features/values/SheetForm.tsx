import { Alert, Button, Input, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "./ConfirmDialog";
import { EnterDialog } from "./EnterDialog";
import type { Sheet } from "./queries";
import { faultOf, isChanged, type Typed } from "./sheet";
import { SheetTable } from "./SheetTable";
import { useLeaveGuard } from "@/ui/useLeaveGuard";
import { EmptyState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./Sheet.module.css";

/** What is said of the indicator. */
export interface About {
  name: string;
  measure: string;
  places: number;
}

const holds = (actions: readonly { name: string; allowed: boolean }[], verb: string): boolean =>
  actions.some(({ name, allowed }) => name === verb && allowed);

/** All units of the sheet: what is typed stands until it is saved, what is chosen until it is confirmed. */
export function SheetForm({ sheet, about }: { sheet: Sheet; about: About }) {
  const { t } = useTranslation("values");
  const [typed, setTyped] = useState<Typed>({});
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [sought, seek] = useState("");
  const [onlyMissing, showOnlyMissing] = useState(false);
  const [left, setLeft] = useState(0);
  const [asked, ask] = useState<"enter" | "confirm" | null>(null);
  const { rows } = sheet;
  const mayEnter = holds(sheet.actions, "enter");
  const confirmable = rows.filter((row) => row.value !== null && holds(row.value.actions, "confirm"));
  const changed = rows.filter((row) => isChanged(row, typed));
  const faulty = changed.filter((row) => faultOf(row, typed, about.places) !== null);
  const picked = confirmable.filter((row) => chosen.has(row.unit_code));
  useLeaveGuard(changed.length > 0, t("leaveNote"));
  const wanted = sought.trim().toLowerCase();
  const shown = rows.filter(
    (row) => !(onlyMissing && row.value !== null) && `${row.unit_name} ${row.unit_code}`.toLowerCase().includes(wanted),
  );
  const close = (): void => {
    ask(null);
  };
  return (
    <section className="card" aria-label={t("sheet")}>
      <div className={classNames("row", layout.bar)}>
        <Input.Search
          aria-label={t("seek")}
          placeholder={t("seek")}
          allowClear
          className={styles.seek}
          value={sought}
          onChange={(event) => {
            seek(event.target.value);
          }}
        />
        <label className={classNames("row", layout.centred)}>
          <Switch size="small" checked={onlyMissing} onChange={showOnlyMissing} />
          {t("onlyMissing")}
        </label>
        {mayEnter && <span className="muted">{t("pasteHint")}</span>}
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
        <EmptyState isRelief={onlyMissing && !wanted} title={t(onlyMissing && !wanted ? "allEntered" : "nobody")} />
      ) : (
        <SheetTable
          rows={shown}
          about={about}
          typed={mayEnter ? typed : null}
          onType={(patch, lost) => {
            setTyped((present) => ({ ...present, ...patch }));
            setLeft(lost);
          }}
          confirmable={confirmable}
          chosen={chosen}
          onChoose={choose}
        />
      )}
      <div className={styles.foot}>
        {mayEnter && (
          <>
            <Button
              type="primary"
              disabled={changed.length === 0 || faulty.length > 0}
              onClick={() => {
                ask("enter");
              }}
            >
              {t("save", { count: changed.length })}
            </Button>
            <Button
              disabled={changed.length === 0}
              onClick={() => {
                setTyped({});
              }}
            >
              {t("undo")}
            </Button>
          </>
        )}
        {confirmable.length > 0 && (
          <Button
            type={mayEnter ? "default" : "primary"}
            disabled={picked.length === 0}
            onClick={() => {
              ask("confirm");
            }}
          >
            {t("confirmChosen", { count: picked.length })}
          </Button>
        )}
        <span aria-live="polite" className="muted">
          {t("enteredOf", { entered: rows.filter((row) => row.value !== null).length, all: rows.length })}
          {faulty.length > 0 && ` · ${t("faultyRows", { count: faulty.length })}`}
        </span>
      </div>
      <EnterDialog
        open={asked === "enter"}
        sheet={sheet}
        about={about}
        rows={changed}
        typed={typed}
        onDone={() => {
          setTyped({});
        }}
        onClose={close}
      />
      <ConfirmDialog
        open={asked === "confirm"}
        sheet={sheet}
        about={about}
        rows={picked}
        onDone={() => {
          choose(new Set());
        }}
        onClose={close}
      />
    </section>
  );
}
