import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeductionForm } from "./DeductionForm";
import { countSent, keepUnsent, readSentCount, readUnsent, type Entry, type Unsent } from "./outbox";
import { api, data } from "@/api/client";
import { ApiProblem } from "@/api/problem";

/** Three steps on one page; what was typed stays on the phone until the server has it. */
export function PostDeduction() {
  const { t } = useTranslation("field");
  const [unsent, setUnsent] = useState<Unsent[]>(readUnsent);
  const [sent, setSent] = useState(readSentCount);
  const [last, setLast] = useState<string | null>(null);
  const [redo, setRedo] = useState<Entry | null>(null);
  useEffect(() => {
    keepUnsent(unsent);
  }, [unsent]);

  const send = async (row: Unsent): Promise<void> => {
    setUnsent((rows) => [...rows.filter((other) => other.entry.id !== row.entry.id), { ...row, reason: null }]);
    try {
      const receipt = await data(api.POST("/api/v1/supervision/deductions", { body: row.entry }));
      setUnsent((rows) => rows.filter((other) => other.entry.id !== row.entry.id));
      setSent(countSent());
      setLast(t("receipt", { number: receipt.number, unit: receipt.unit_name }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) return;
      const reason = error.errors[0]?.message ?? error.message;
      setUnsent((rows) => rows.map((other) => (other.entry.id === row.entry.id ? { ...row, reason } : other)));
    }
  };
  const waiting = unsent.filter((row) => row.reason === null);
  const refused = unsent.filter((row) => row.reason !== null);
  return (
    <>
      <dl className="field-counters" aria-live="polite">
        <div>
          <dt>{t("sent")}</dt>
          <dd>{sent}</dd>
        </div>
        <div>
          <dt>{t("waiting")}</dt>
          <dd>{waiting.length}</dd>
        </div>
        <div data-bad={refused.length > 0}>
          <dt>{t("refused")}</dt>
          <dd>{refused.length}</dd>
        </div>
      </dl>
      {last && (
        <p className="field-done" role="status">
          {last}
        </p>
      )}
      {unsent.map((row) => (
        <div className="field-card field-unsent" key={row.entry.id}>
          <strong>{row.title}</strong>
          <p className={row.reason ? "field-problem" : ""}>{row.reason ?? t("stillWaiting")}</p>
          <button type="button" className="field-link" onClick={() => void send(row)}>
            {t("again")}
          </button>
          {row.reason && (
            <button
              type="button"
              className="field-link"
              onClick={() => {
                setRedo(row.entry);
                setUnsent((rows) => rows.filter((other) => other.entry.id !== row.entry.id));
              }}
            >
              {t("change")}
            </button>
          )}
        </div>
      ))}
      <DeductionForm
        key={redo?.id ?? String(sent + unsent.length)}
        start={redo}
        onSend={(entry, title) => {
          setRedo(null);
          void send({ entry, title, reason: null });
        }}
      />
    </>
  );
}
