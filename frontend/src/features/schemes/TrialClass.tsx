import { useTranslation } from "react-i18next";
import type { Trial } from "./queries";
import { countMoves, moveOf } from "./moves";
import { showDecimal } from "@/lib/decimals";
import { TierMark } from "@/ui/TierMark";
import { WideTable } from "@/ui/WideTable";

type Group = Trial["classes"][number];
type Subject = Group["subjects"][number];
type Item = Group["items"][number];

/** One class of a trial: who moves, and which items separate it. */
export function TrialClass({ group }: { group: Group }) {
  const { t, i18n } = useTranslation("schemes");
  const moves = countMoves(group.subjects);
  const title = i18n.language === "en" ? group.name_en : group.name;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p>{moves.compared > 0 ? t("trial.moves", { ...moves }) : t("trial.notCompared")}</p>
      {group.left_out.length > 0 && (
        <p className="muted">{t("trial.leftOut", { items: group.left_out.join(t("trial.separator")) })}</p>
      )}
      {group.incomplete.length > 0 && (
        <p className="muted">{t("trial.incomplete", { count: group.incomplete.length })}</p>
      )}
      <WideTable<Subject>
        label={title}
        size="small"
        rowKey="code"
        dataSource={group.subjects}
        columns={[
          { title: t("trial.rank"), className: "num", align: "right", render: (_, row) => row.after?.rank ?? "–" },
          { title: t("trial.name"), dataIndex: "name" },
          {
            title: t("trial.move"),
            className: "num",
            render: (_, row) => {
              const move = moveOf(row);
              if (move === null || move === 0)
                return <span className="muted">{move === 0 ? t("trial.stays") : "–"}</span>;
              return move > 0 ? t("trial.up", { places: move }) : t("trial.down", { places: -move });
            },
          },
          { title: t("trial.now"), className: "num", align: "right", render: (_, row) => total(row.after) },
          { title: t("trial.nowTier"), render: (_, row) => <TierMark tier={row.after?.tier ?? null} /> },
          { title: t("trial.before"), className: "num", align: "right", render: (_, row) => total(row.before) },
          { title: t("trial.beforeTier"), render: (_, row) => <TierMark tier={row.before?.tier ?? null} /> },
        ]}
      />
      <h3>{t("trial.items")}</h3>
      <WideTable<Item>
        label={t("trial.items")}
        size="small"
        rowKey="code"
        dataSource={group.items}
        columns={[
          { title: t("item"), dataIndex: "name" },
          { title: t("trial.lowest"), className: "num", align: "right", render: (_, row) => score(row.lowest) },
          { title: t("trial.highest"), className: "num", align: "right", render: (_, row) => score(row.highest) },
          {
            title: t("trial.decides"),
            render: (_, row) => {
              if (row.decided === 0 && row.distinct > 1)
                return <span className="muted">{t("trial.decidesNothing")}</span>;
              if (row.distinct <= 1) return <strong>{t("trial.separatesNobody")}</strong>;
              return row.decided === null ? "–" : t("trial.decided", { count: row.decided, of: group.subjects.length });
            },
          },
        ]}
      />
    </section>
  );
}

function total(line: Subject["after"]): string {
  return line ? showDecimal(line.total) : "–";
}

function score(value: string | null): string {
  return value === null ? "–" : showDecimal(value);
}
