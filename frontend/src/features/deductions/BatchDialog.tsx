import { useTranslation } from "react-i18next";
import { sumUp } from "./batch";
import { moveMany, type BatchVerb, type DeductionRow } from "./queries";
import type { Schema } from "@/api/client";
import { showShort } from "@/lib/decimals";
import { FormDialog } from "@/ui/FormDialog";
import { WideTable } from "@/ui/WideTable";
import layout from "@/ui/layout.module.css";

interface Props {
  /** The step that was chosen for all of `rows`; null while none is. */
  verb: BatchVerb | null;
  rows: readonly DeductionRow[];
  onTaken: (outcome: Schema<"BatchOutcome">) => void;
  onClose: () => void;
}

/** Asks before many deductions move at once: how many, of which units, with what points, and what follows. */
export function BatchDialog({ verb, rows, onTaken, onClose }: Props) {
  const { t } = useTranslation("deductions");
  const { units, points } = sumUp(rows);
  const of = { count: rows.length, units: units.length, points: showShort(points) };
  return (
    <FormDialog<object, Schema<"BatchOutcome">>
      open={verb !== null}
      title={verb ? t(`batch.ask.${verb}`, of) : ""}
      confirmText={verb ? t(`batch.${verb}`, of) : ""}
      onSubmit={() =>
        moveMany(
          verb ?? "confirm",
          rows.map(({ id }) => id),
        )
      }
      touches={["deductions"]}
      onDone={onTaken}
      onClose={onClose}
    >
      <div className="stack">
        <p className={layout.flush}>
          <strong className="num">{t("batch.sum", of)}</strong>
        </p>
        {verb && <p className={layout.flush}>{t(`batch.effect.${verb}`)}</p>}
        <WideTable
          label={t("batch.byUnit")}
          size="small"
          rowKey="code"
          dataSource={units}
          pagination={units.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
          columns={[
            { title: t("unit"), dataIndex: "name" },
            { title: t("batch.count"), dataIndex: "count", align: "right", className: "num" },
            { title: t("points"), align: "right", className: "num", render: (_, unit) => `−${showShort(unit.points)}` },
          ]}
        />
      </div>
    </FormDialog>
  );
}
