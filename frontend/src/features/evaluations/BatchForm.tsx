import { Alert, App, Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rowsOf, sumOf, type Typed } from "./batches";
import { useNameOption } from "./options";
import { enterCounts, type Ballot } from "./queries";
import { faultsBySubject } from "@/lib/scores";
import type { Subject } from "@/lib/subjects";
import { useUnitNames } from "@/lib/units";
import { EmptyState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";
import "./evaluations.css";

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
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [entered, setEntered] = useState<{ number: string; count: number }[]>([]);
  if (subjects.length === 0) return <EmptyState title={t("noSubject")} hint={t("noSubjectHint")} />;

  const units = [...new Set(subjects.map((subject) => subject.unitCode))];
  const isLong = subjects.length > AT_ONCE;
  const shown = isLong ? subjects.filter((subject) => subject.unitCode === (unit ?? units[0])) : subjects;
  const rows = rowsOf(typed, round.options);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setRefused({});
    try {
      const outcome = await enterCounts(round.id, { batch_number: number.trim(), rows });
      setEntered([
        ...entered.filter((batch) => batch.number !== number.trim()),
        { number: number.trim(), count: outcome.stored },
      ]);
      setTyped({});
      setNumber("");
      void message.success(t("batchStored", { number: number.trim(), count: outcome.stored }));
    } catch (error) {
      const found = faultsBySubject(
        error,
        rows.map((row) => row.subject_code),
      );
      setRefused(found);
      if (Object.keys(found).length === 0)
        setProblem((error instanceof Error && error.message) || t("app:errors.unreachable"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label={t("batch")} className="stack">
      <div className="card">
        <p className="muted" style={{ marginTop: 0 }}>
          {t("batchHint")}
        </p>
        <div className="row" style={{ alignItems: "flex-end" }}>
          <Form layout="vertical" component={false}>
            <Form.Item label={t("batchNumber")} htmlFor="batch-number" style={{ marginBottom: 0 }}>
              <Input
                id="batch-number"
                value={number}
                maxLength={40}
                placeholder={t("batchExample")}
                style={{ width: 180 }}
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
              style={{ width: 200 }}
            />
          )}
          <Button
            type="primary"
            loading={isBusy}
            disabled={number.trim() === "" || rows.length === 0}
            onClick={() => void submit()}
          >
            {t("storeBatch", { count: rows.length })}
          </Button>
        </div>
        {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginTop: 12 }} />}
        {entered.length > 0 && (
          <p aria-live="polite" style={{ marginBottom: 0 }}>
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
                style={{ width: 84 }}
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
