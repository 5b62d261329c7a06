import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { useMay, type Permission } from "@/auth/session";
import { isNegative } from "@/lib/decimals";
import { RecordLink } from "@/ui/RecordLink";
import { Score } from "@/ui/Score";
import { Waterfall, type WaterfallStep } from "@/ui/Waterfall";

type Explained = Schema<"ExplanationView">;
type Node = Explained["nodes"][number];

/** Which page shows the records of a source. */
const PAGES: Record<string, { path: string; permission: Permission }> = {
  ballot_round: { path: "/ballots", permission: "appraisal:ballot:read" },
  deductions: { path: "/deductions", permission: "supervision:deduction:read" },
  evaluation_round: { path: "/evaluations", permission: "appraisal:evaluation:read" },
  unit_result: { path: "/results", permission: "appraisal:result:read" },
};

/** Sources whose single answers nobody is shown: the way ends at their count and mean. */
const CLOSED = new Set(["ballot_round", "evaluation_round"]);

function Records({ node }: { node: Node }) {
  const { t } = useTranslation();
  const may = useMay();
  if (node.records.length === 0) return null;
  const page = node.source ? PAGES[node.source] : undefined;
  if (node.source && CLOSED.has(node.source) && !(page && may(page.permission)))
    return (
      <span className="muted" style={{ fontSize: "0.93rem" }}>
        {t("explain.countAndMean")}
      </span>
    );
  return (
    <span className="row" style={{ fontSize: "0.93rem", gap: "0 10px" }}>
      <span className="muted">{t("explain.records", { count: node.records.length })}</span>
      {node.records.slice(0, 12).map((id, index) =>
        page ? (
          <RecordLink
            key={id}
            number={t("explain.record", { number: index + 1 })}
            path={`${page.path}/${id}`}
            permission={page.permission}
          />
        ) : (
          <code key={id} className="muted">
            {id.slice(-8)}
          </code>
        ),
      )}
    </span>
  );
}

function partsOf(nodes: readonly Node[], index: number): Node[] {
  const depth = nodes[index]!.depth;
  const rest = nodes.slice(index + 1);
  const end = rest.findIndex((node) => node.depth <= depth);
  return rest.slice(0, end < 0 ? undefined : end).filter((node) => node.depth === depth + 1);
}

/** The parts under the root; one that goes into the total as it is gives way to its own parts. */
function steps(nodes: readonly Node[]): WaterfallStep[] {
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
      evidence: <Records node={node} />,
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
          steps={steps(explained.nodes)}
          total={explained.total}
          totalLabel={t("explain.total")}
        />
      )}
      <section className="card" aria-label={t("explain.all")}>
        <strong>{t("explain.all")}</strong>
        <ul style={{ listStyle: "none", margin: "8px 0 0", padding: 0 }}>
          {explained.nodes.map((node) => (
            <li
              key={node.code}
              style={{
                display: "grid",
                gridTemplateColumns: "minmax(0, 1fr) auto",
                gap: "0 16px",
                padding: "8px 0",
                paddingLeft: node.depth * 20,
                borderTop: "1px solid var(--line)",
                fontWeight: node.depth < 2 ? 600 : 400,
              }}
            >
              <span>
                {node.name}
                <span style={{ display: "block", fontWeight: 400, overflowWrap: "anywhere" }} className="muted">
                  {node.why}
                </span>
                <span style={{ fontWeight: 400 }}>
                  <Records node={node} />
                </span>
              </span>
              <span style={{ color: node.score && isNegative(node.score) ? "var(--vermilion)" : undefined }}>
                <Score value={node.score} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
