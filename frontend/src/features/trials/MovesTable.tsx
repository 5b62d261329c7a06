import { Segmented, type TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Group, Subject } from "./queries";
import { isNegative, isZero, showDecimal } from "@/lib/decimals";
import { useUrlState } from "@/lib/urlState";
import { TierMark } from "@/ui/TierMark";
import { WideTable } from "@/ui/WideTable";
import "./trials.css";
import layout from "@/ui/layout.module.css";
import styles from "./MovesTable.module.css";

const SHOWN = ["all", "moved", "tier"] as const;
type Shown = (typeof SHOWN)[number];

const SHOWS: Record<Shown, (subject: Subject) => boolean> = {
  all: () => true,
  moved: (subject) => Boolean(subject.places),
  tier: (subject) => subject.changes_tier,
};

/** Who stands where under both schemes; those who change tier are marked. */
export function MovesTable({ group, label }: { group: Group; label: string }) {
  const { t } = useTranslation("trials");
  const [chosen, choose] = useUrlState("show");
  const shown = SHOWN.find((name) => name === chosen) ?? "all";
  const rows = group.subjects.filter(SHOWS[shown]);
  const title = t(group.compared > 0 ? "moves" : "places");
  return (
    <section aria-label={title}>
      <div className="row trial-head">
        <h3>{title}</h3>
        {group.compared > 0 && (
          <Segmented<Shown>
            className="no-print"
            size="small"
            value={shown}
            onChange={choose}
            options={SHOWN.map((value) => ({ value, label: t(`show.${value}`) }))}
          />
        )}
      </div>
      <WideTable<Subject>
        label={label}
        size="small"
        rowKey="code"
        dataSource={rows}
        locale={{ emptyText: t(`showsNobody.${shown}`) }}
        rowClassName={(row) => (row.changes_tier ? "trial-marked" : "")}
        columns={columns(t, group.compared > 0)}
      />
    </section>
  );
}

/** Without anything to compare with, only where everybody stands. */
function columns(t: TFunction<"trials">, isCompared: boolean): TableColumnsType<Subject> {
  const figure = { className: "num", align: "right" as const };
  const compared: TableColumnsType<Subject> = [
    { title: t("before"), ...figure, render: (_, row) => total(row.before) },
    { title: t("difference"), ...figure, render: (_, row) => <Difference value={row.difference} /> },
  ];
  const move = {
    title: t("move"),
    className: "num",
    render: (_: unknown, row: Subject) => <Places places={row.places} />,
  };
  return [
    { title: t("rank"), ...figure, render: (_, row) => row.after?.rank ?? "–" },
    { title: t("name"), dataIndex: "name" },
    ...(isCompared ? [move] : []),
    { title: t("after"), ...figure, render: (_, row) => total(row.after) },
    ...(isCompared ? compared : []),
    { title: t("tier"), render: (_, row) => <Tiers row={row} /> },
  ];
}

function total(line: Subject["after"]): string {
  return line ? showDecimal(line.total) : "–";
}

function Places({ places }: { places: number | null }) {
  const { t } = useTranslation("trials");
  if (!places) return <span className="muted">{places === 0 ? t("stays") : "–"}</span>;
  return places > 0 ? (
    <span className={layout.done}>↑ {t("up", { places })}</span>
  ) : (
    <span className={styles.down}>↓ {t("down", { places: -places })}</span>
  );
}

function Difference({ value }: { value: string | null }) {
  if (value === null) return <span className="muted">–</span>;
  if (isZero(value)) return <span className="muted">{showDecimal(value)}</span>;
  return <>{isNegative(value) ? showDecimal(value) : `+${showDecimal(value)}`}</>;
}

function Tiers({ row }: { row: Subject }) {
  const now = <TierMark tier={row.after?.tier ?? null} />;
  if (!row.changes_tier) return now;
  return (
    <strong className="num">
      <TierMark tier={row.before?.tier ?? null} /> <span aria-hidden="true">→</span> {now}
    </strong>
  );
}
