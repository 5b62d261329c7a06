import { App, Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rowsOf, sumOf, type Typed } from "./batches";
import { useNameOption } from "./options";
import { enterCounts, type Ballot } from "./queries";
import type { Schema } from "@/api/client";
import { faultsBySubject } from "@/lib/scores";
import type { Subject } from "@/lib/subjects";
import { useUnitNames } from "@/lib/units";
import { useAct } from "@/lib/useAct";
import { Problem } from "@/ui/Problem";
import { EmptyState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";
import "./evaluations.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./BatchForm.module.css";

/** With more than these, one unit's people are shown at a time. */
const AT_ONCE = 40;

/** One batch of paper ballots: its number, and the votes of each subject by option. */
export function BatchForm({ round, subjects }: { round: Ballot; subjects: readonly Subject[] }) {
  const { t } = useTranslation(["evaluations", "app"]);
  const { message } = App.useApp();
  const nameOption = useNameOption();
  const nameUnit = useUnitNames();
  const [number, setNumber] = useState("");
  const [typed, setTyped] = useState<Typed>({});
  const [unit, setUnit] = useState<string | undefined>();
  const [entered, setEntered] = useState<{ number: string; count: number }[]>([]);
  const store = useAct({
    act: (batch: Schema<"CountBatch">) => enterCounts(round.id, batch),
    onDone: ({ stored }, { batch_number }) => {
      setEntered([
        ...entered.filter((batch) => batch.number !== batch_number),
        { number: batch_number, count: stored },
      ]);
      setTyped({});
      setNumber("");
      void message.success(t("batchStored", { number: batch_number, count: stored }));
    },
  });
  if (subjects.length === 0) return <EmptyState title={t("noSubject")} hint={t("noSubjectHint")} />;

  const units = [...new Set(subjects.map((subject) => subject.unitCode))];
  const isLong = subjects.length > AT_ONCE;
  const shown = isLong ? subjects.filter((subject) => subject.unitCode === (unit ?? units[0])) : subjects;
  const rows = rowsOf(typed, round.options);
  const refused = faultsBySubject(
    store.error,
    (store.input?.rows ?? []).map((row) => row.subject_code),
  );
  return (
    <section aria-label={t("batch")} className="stack">
      <div className="card">
        <p className={classNames("muted", layout.first)}>{t("batchHint")}</p>
        <div className={classNames("row", styles.form)}>
          <Form layout="vertical" component={false}>
            <Form.Item label={t("batchNumber")} htmlFor="batch-number" className={layout.last}>
              <Input
                id="batch-number"
                value={number}
                maxLength={40}
                placeholder={t("batchExample")}
                className={layout.shortField}
                onChange={(event) => {
                  setNumber(event.target.value);
                }}
              />
            </Form.Item>
          </Form>
          {isLong && (
            <Select
              aria-label={t("unit")}
              value={unit ?? units[0]}
              onChange={setUnit}
              showSearch={{ optionFilterProp: "label" }}
              options={units.map((code) => ({ value: code, label: nameUnit(code) }))}
              className={styles.batch}
            />
          )}
          <Button
            type="primary"
            loading={store.isBusy}
            disabled={number.trim() === "" || rows.length === 0}
            onClick={() => {
              store.run({ batch_number: number.trim(), rows });
            }}
          >
            {t("storeBatch", { count: rows.length })}
          </Button>
        </div>
        {Object.keys(refused).length === 0 && <Problem of={store} />}
        {entered.length > 0 && (
          <p aria-live="polite" className={layout.last}>
            {t("enteredNow", {
              batches: entered.map((batch) => t("batchOf", batch)).join(t("app:listSeparator")),
            })}
          </p>
        )}
      </div>
      <WideTable<Subject>
        label={t("batch")}
        rowKey={(subject) => subject.code}
        dataSource={[...shown]}
        columns={[
          {
            title: t("subject"),
            className: "sticky-cell",
            render: (_, subject) => (
              <>
                {subject.name}
                {refused[subject.code] && <div className="ballot-refused">{refused[subject.code]}</div>}
              </>
            ),
          },
          ...round.options.map((option) => ({
            title: nameOption(option),
            align: "right" as const,
            render: (_: unknown, subject: Subject) => (
              <InputNumber
                min={0}
                max={1_000_000}
                precision={0}
                controls={false}
                className={styles.score}
                aria-label={t("votesOf", { name: subject.name, option: nameOption(option) })}
                value={typed[subject.code]?.[option] ?? null}
                {...(refused[subject.code] && { status: "error" as const })}
                onChange={(value) => {
                  setTyped({ ...typed, [subject.code]: { ...typed[subject.code], [option]: value } });
                }}
              />
            ),
          })),
          {
            title: t("sum"),
            align: "right",
            className: "num",
            render: (_, subject) => sumOf(typed[subject.code]) || "–",
          },
        ]}
      />
    </section>
  );
}
