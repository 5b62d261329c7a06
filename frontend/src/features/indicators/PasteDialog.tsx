import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readIndicators, type Line, type Reading } from "./pasting";
import { DIRECTIONS, enterIndicators, KINDS, SCOPES, type Outcome, type RowOutcome } from "./queries";
import { useUnits } from "@/lib/units";
import { useAct } from "@/lib/useAct";
import { Dialog } from "@/ui/Dialog";
import layout from "@/ui/layout.module.css";
import { Problem } from "@/ui/Problem";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";
import { wordOf } from "@/i18n/words";

const MOST_ROWS = 1000;

function useReading(year: number): Reading {
  const { t } = useTranslation("indicators");
  const units = useUnits() ?? [];
  return {
    year,
    units: new Map(units.flatMap(({ code, name }) => [[code, code] as const, [name, code] as const])),
    directions: new Map(DIRECTIONS.map((value) => [t(`directions.${value}`), value])),
    scopes: new Map(SCOPES.map((value) => [t(`scopes.${value}`), value])),
    kinds: new Map(KINDS.map((value) => [t(`kinds.${value}`), value])),
    headings: [t("code")],
  };
}

type Judged = Line & { outcome?: RowOutcome | undefined };

/** Rows copied from a spreadsheet: looked at row by row first, then written, the good ones alone. */
export function PasteDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const { t } = useTranslation(["indicators", "app"]);
  const reading = useReading(year);
  const [text, write] = useState("");
  const lines = readIndicators(text, reading);
  const readable = lines.filter((line) => line.entry !== undefined);
  const send = (dryRun: boolean) => (): Promise<Outcome> =>
    enterIndicators(
      readable.flatMap((line) => line.entry ?? []),
      dryRun,
    );
  const look = useAct({ act: send(true) });
  const enter = useAct({ act: send(false), touches: ["indicators"] });
  const outcome = enter.answer ?? look.answer;
  const good = outcome?.items.filter((row) => row.status === "created" || row.status === "updated").length ?? 0;
  const judged: Judged[] = lines.map((line) => ({ ...line, outcome: outcome?.items[readable.indexOf(line)] }));
  const isTooLong = readable.length > MOST_ROWS;
  const type = (typed: string): void => {
    look.forget();
    write(typed);
  };
  return (
    <Dialog
      open
      width={900}
      title={t("paste")}
      okText={look.answer ? t("enterCount", { count: good }) : t("look", { count: readable.length })}
      cancelText={enter.answer ? t("close") : t("app:cancel")}
      okButtonProps={{
        disabled: enter.answer !== undefined || isTooLong || (look.answer ? good : readable.length) === 0,
      }}
      confirmLoading={look.isBusy || enter.isBusy}
      onOk={look.answer ? () => enter.run() : () => look.run()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className={layout.flush}>{t("pasteNote")}</p>
        <Problem of={look} />
        <Problem of={enter} />
        <Input.TextArea
          aria-label={t("pasteLabel")}
          className="num"
          rows={6}
          value={text}
          readOnly={enter.answer !== undefined}
          onChange={(event) => {
            type(event.target.value);
          }}
        />
        {isTooLong && <p role="alert">{t("tooManyRows", { count: MOST_ROWS })}</p>}
        {enter.answer && <p role="status">{t("entered", { count: enter.answer.written })}</p>}
        {lines.length > 0 && <Rows rows={judged} />}
      </div>
    </Dialog>
  );
}

function Rows({ rows }: { rows: readonly Judged[] }) {
  const { t } = useTranslation("indicators");
  const sentence = ({ fault, outcome }: Judged): string =>
    fault ? t(`faults.${fault}`) : (outcome?.errors.map((error) => error.message).join(" ") ?? "");
  return (
    <WideTable<Judged>
      label={t("rows")}
      rowKey="row"
      dataSource={rows}
      columns={[
        { title: t("row"), dataIndex: "row", className: "num" },
        { title: t("code"), className: "num", render: (_, row) => row.entry?.code ?? "–" },
        { title: t("name"), render: (_, row) => row.entry?.name ?? row.text },
        {
          title: t("result"),
          render: (_, row) => {
            const status = row.fault ? "refused" : (row.outcome?.status ?? "unseen");
            const isBad = status === "refused";
            return <StateTag label={wordOf("indicators:statuses", status)} tone={isBad ? "bad" : "open"} />;
          },
        },
        { title: t("reason"), render: (_, row) => sentence(row) },
      ]}
    />
  );
}
