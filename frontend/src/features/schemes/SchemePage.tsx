import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import { AmendDialog } from "./cycle/AmendDialog";
import { SchemeChanges } from "./cycle/SchemeChanges";
import { SchemeFindings } from "./cycle/SchemeFindings";
import { TableDialog } from "./cycle/TableDialog";
import { moveScheme, type Step } from "./queries";
import { rootOf, treeRows, type TreeRow } from "./treeRows";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { schemeQuery } from "@/lib/schemes";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";
import { wordOf } from "@/i18n/words";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import type { CSSProperties } from "react";
import styles from "./SchemePage.module.css";

const OFFERED = ["review", "approve", "issue"] as const;

/** A scheme as a tree: parts, weights, points and rules, each with where its facts come from. */
export default function SchemePage() {
  const { t } = useTranslation(["schemes", "cycle", "editor"]);
  const { id = "" } = useParams();
  const { reason: notice } = (useLocation().state ?? {}) as { reason?: string | null };
  const may = useMay();
  const [step, choose] = useState<Step | null>(null);
  const [isExchanging, exchange] = useState(false);
  const [isAmending, amend] = useState(false);
  const scheme = useQuery(schemeQuery(id));
  if (scheme.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (scheme.isError) return <ErrorState error={scheme.error} onRetry={() => void scheme.refetch()} />;
  const row = scheme.data;
  const source = (code: string): string => {
    const bound = row.binding[code] as { source?: string; indicator_code?: string } | undefined;
    return bound?.source ? `${wordOf("schemes:sources", bound.source)} ${bound.indicator_code ?? ""}` : "";
  };
  const offered = row.actions.filter((action) => OFFERED.some((name) => name === action.name) && action.allowed);
  const mayDo = (step: string): boolean => row.actions.some(({ name, allowed }) => name === step && allowed);
  return (
    <>
      <PageHeader
        title={row.name}
        number={t("editionOf", { year: row.year, edition: row.edition })}
        trail={[{ label: t("title", { year: row.year }), path: "/schemes" }]}
        note={t("signed", {
          state: wordOf("schemes:states", row.state),
          author: row.author_name,
          reviewer: signature(row.reviewer_name, row.reviewed_at),
          approver: signature(row.approver_name, row.approved_at),
          number: row.document_number ?? "–",
          date: showDate(row.issued_at),
        })}
        actions={[
          may("appraisal:scheme:write") && (
            <Link key="trial" to={`/schemes/${row.id}/trial`}>
              <Button tabIndex={-1}>{t("trial.title")}</Button>
            </Link>
          ),
          <Button
            key="table"
            onClick={() => {
              exchange(true);
            }}
          >
            {t("cycle:table")}
          </Button>,
          mayDo("amend") && (
            <Button
              key="amend"
              onClick={() => {
                amend(true);
              }}
            >
              {t("cycle:amend")}
            </Button>
          ),
          mayDo("change") && (
            <Link key="edit" to={`/schemes/${row.id}/edit`}>
              <Button tabIndex={-1} {...(offered.length === 0 && { type: "primary" })}>
                {t("editor:edit")}
              </Button>
            </Link>
          ),
          ...offered.map((action) => (
            <Tooltip key={action.name} title={action.reason}>
              <Button
                type="primary"
                onClick={() => {
                  choose(action.name as Step);
                }}
              >
                {wordOf("schemes:steps", action.name)}
              </Button>
            </Tooltip>
          )),
        ]}
      />
      {notice && <Alert type="info" showIcon closable title={notice} className={layout.roomBelow} />}
      <SchemeFindings scheme={row} />
      <WideTable<TreeRow>
        label={t("item")}
        size="small"
        rowKey="key"
        dataSource={treeRows(rootOf(row.document))}
        columns={[
          {
            title: t("item"),
            render: (_, node) => (
              <span
                className={node.rule ? styles.item : styles.group}
                style={{ "--depth": node.depth } as CSSProperties}
              >
                {node.name}
              </span>
            ),
          },
          { title: t("weight"), dataIndex: "weight", className: "num", align: "right" },
          { title: t("points"), dataIndex: "points", className: "num", align: "right" },
          {
            title: t("rule"),
            render: (_, node) =>
              node.rule ? wordOf("schemes:rules", node.rule) : wordOf("schemes:combine", node.combine ?? "sum"),
          },
          {
            title: t("parameters"),
            render: (_, node) => <span className="muted">{row.wording[node.key] ?? node.parameters}</span>,
          },
          { title: t("source"), render: (_, node) => source(node.key) },
        ]}
      />
      <SchemeChanges scheme={row} />
      {row.digest && <p className={classNames("muted num", layout.wraps)}>{t("digest", { digest: row.digest })}</p>}
      <TableDialog
        scheme={row}
        open={isExchanging}
        onClose={() => {
          exchange(false);
        }}
      />
      <AmendDialog
        scheme={row}
        open={isAmending}
        onClose={() => {
          amend(false);
        }}
      />
      <ReasonDialog
        open={step !== null}
        title={step ? t("ask", { step: t(`steps.${step}`), name: row.name }) : ""}
        confirmText={step ? t(`steps.${step}`) : ""}
        {...(step === "approve" && { reasonLabel: t("number") })}
        onConfirm={(note) => moveScheme(step ?? "review", row.id, note)}
        touches={["schemes"]}
        onClose={() => {
          choose(null);
        }}
      />
    </>
  );
}

function signature(name: string | null, at: string | null): string {
  return name === null ? "–" : `${name} ${showDate(at)}`.trim();
}
