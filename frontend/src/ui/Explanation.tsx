import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { isNegative } from "@/lib/decimals";
import { FactRecords } from "@/ui/FactRecords";
import { Score } from "@/ui/Score";
import { Waterfall, type WaterfallStep } from "@/ui/Waterfall";
import { classNames } from "@/ui/classNames";
import styles from "./Explanation.module.css";
import type { CSSProperties } from "react";
import layout from "@/ui/layout.module.css";

type Explained = Schema<"ExplanationView">;
type Node = Explained["nodes"][number];

function partsOf(nodes: readonly Node[], index: number): Node[] {
  const depth = nodes[index]!.depth;
  const rest = nodes.slice(index + 1);
  const end = rest.findIndex((node) => node.depth <= depth);
  return rest.slice(0, end < 0 ? undefined : end).filter((node) => node.depth === depth + 1);
}

/** The parts under the root; one that goes into the total as it is gives way to its own parts. */
function steps(explained: Explained): WaterfallStep[] {
  const { nodes } = explained;
  const top = nodes.flatMap((node, index) => {
    if (node.depth !== 1) return [];
    const parts = partsOf(nodes, index);
    return parts.length > 0 && node.weighted === node.score ? parts : [node];
  });
  const shown = top.length > 0 ? top : nodes.slice(0, 1);
  return shown
    .filter((node) => node.weighted !== null)
    .map((node) => ({
      key: node.code,
      name: node.name,
      value: node.weighted ?? "0",
      why: node.why,
      evidence: <FactRecords records={node.fact_records} of={explained} />,
    }));
}

/** Why a subject has its score: the waterfall, then every node with its sentence and records. */
export function Explanation({ explained }: { explained: Explained }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      {explained.total !== null && (
        <Waterfall
          title={t("explain.title")}
          steps={steps(explained)}
          total={explained.total}
          totalLabel={t("explain.total")}
        />
      )}
      <section className="card" aria-label={t("explain.all")}>
        <strong>{t("explain.all")}</strong>
        <ul className={styles.nodes}>
          {explained.nodes.map((node) => (
            <li
              key={node.code}
              className={styles.node}
              data-head={node.depth < 2}
              style={{ "--depth": node.depth } as CSSProperties}
            >
              <div>
                {node.name}
                <span className={classNames("muted", styles.reason)}>{node.why}</span>
                <div className={styles.records}>
                  <FactRecords records={node.fact_records} of={explained} />
                </div>
              </div>
              <span className={node.score && isNegative(node.score) ? layout.wrong : undefined}>
                <Score value={node.score} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
