import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { judgeRows, type JudgedRow, type WriteRows } from "./judging";
import { JudgedRows } from "./JudgedRows";
import type { Group } from "@/api/keys";
import { copyText } from "@/lib/csv";
import { readPasted, type PasteColumn, type PastedRow } from "@/lib/pasted";
import { useAct } from "@/lib/useAct";
import { ReasonDialog } from "@/ui/dialogs";
import { ColumnsCard } from "@/ui/importing/ColumnsCard";
import { Problem } from "@/ui/Problem";
import { useLeaveGuard } from "@/ui/useLeaveGuard";

interface Props {
  columns: readonly PasteColumn[];
  /** What the columns take, as pairs of which and what. */
  hints: readonly (readonly [string, string])[];
  write: WriteRows;
  touches: readonly Group[];
  /** What writing so many rows means, said before it is done. */
  effect: string;
}

/** Rows copied from a spreadsheet: look first at what becomes of each, then write the good ones. */
export function PasteDesk({ columns, hints, write, touches, effect }: Props) {
  const { t } = useTranslation(["pasting", "app", "imports"]);
  const [text, type] = useState("");
  const [judged, show] = useState<{ rows: JudgedRow[]; isWritten: boolean } | null>(null);
  const [isAsked, ask] = useState(false);
  useLeaveGuard(text.trim() !== "" && judged?.isWritten !== true, t("leave"));
  const sayFaults = ({ missing, unknown }: PastedRow): string[] => [
    ...missing.map((column) => t("missing", { column })),
    ...unknown.map((column) => t("unknown", { column })),
  ];
  const judge = (dryRun: boolean) => judgeRows(readPasted(columns, text), write, dryRun, sayFaults);
  const look = useAct({
    act: () => judge(true),
    onDone: (rows) => {
      show({ rows, isWritten: false });
    },
  });
  const copy = useAct({ act: () => copyText(columns.map(({ label }) => label).join("\t")) });
  const count = (status: JudgedRow["status"]): number =>
    judged?.rows.filter((row) => row.status === status).length ?? 0;
  const good = count("created") + count("updated");
  return (
    <div className="stack">
      <ColumnsCard rows={hints} />
      <div className="card stack">
        <label className="stack">
          <strong>{t("paste")}</strong>
          <span className="muted">
            {t("pasteHint", { columns: columns.map(({ label }) => label).join(t("app:listSeparator")) })}
          </span>
          <Input.TextArea
            className="num"
            rows={8}
            value={text}
            spellCheck={false}
            onChange={(event) => {
              type(event.target.value);
              show(null);
            }}
          />
        </label>
        <Problem of={look} />
        <Problem of={copy} />
        <div className="row">
          <Button
            type={judged ? "default" : "primary"}
            disabled={text.trim() === ""}
            loading={look.isBusy}
            onClick={() => {
              look.run();
            }}
          >
            {t("look")}
          </Button>
          <Button
            onClick={() => {
              copy.run();
            }}
          >
            {t(copy.answer === undefined ? "copyHeading" : "headingCopied")}
          </Button>
          {judged && !judged.isWritten && good > 0 && (
            <Button
              type="primary"
              onClick={() => {
                ask(true);
              }}
            >
              {t("write", { count: good })}
            </Button>
          )}
        </div>
      </div>
      {judged && <JudgedRows columns={columns} rows={judged.rows} isPreview={!judged.isWritten} />}
      <ReasonDialog
        open={isAsked}
        title={t("write", { count: good })}
        confirmText={t("confirm")}
        touches={touches}
        onConfirm={async () => {
          show({ rows: await judge(false), isWritten: true });
        }}
        onClose={() => {
          ask(false);
        }}
      >
        {t("sums", { created: count("created"), updated: count("updated"), left: count("refused") + count("unread") })}{" "}
        {effect}
      </ReasonDialog>
    </div>
  );
}
