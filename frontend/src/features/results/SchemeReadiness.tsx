import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Gaps } from "./Gaps";
import { computeResults, type Readiness, type SubjectKind } from "./queries";
import type { Schema } from "@/api/client";
import { classNames } from "@/ui/classNames";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";

interface Props {
  scheme: Readiness;
  year: number;
  kind: SubjectKind;
}

type Row = Readiness["classes"][number];

/** One scheme: its classes with what stands already, what is missing, and the button with its outcome. */
export function SchemeReadiness({ scheme, year, kind }: Props) {
  const { t } = useTranslation("results");
  const [isAsked, ask] = useState(false);
  const [done, setDone] = useState<Schema<"Computed"> | null>(null);
  const { action, classes } = scheme;
  const subjects = classes.reduce((sum, row) => sum + row.subjects, 0);
  const replaced = classes.filter((row) => row.result_id !== null).length;
  return (
    <section className="card stack" aria-label={scheme.scheme_name}>
      <div className={classNames("row", layout.apartCentred)}>
        <div>
          <Link to={`/schemes/${scheme.scheme_id}`}>{scheme.scheme_name}</Link>{" "}
          <span className="muted">{t("computing.edition", { edition: scheme.edition })}</span>{" "}
          <StateTag
            label={t(action.allowed ? "computing.ready" : "computing.notReady")}
            tone={action.allowed ? "done" : "due"}
          />
        </div>
        <Button
          disabled={!action.allowed}
          aria-label={`${t("computing.run")} ${scheme.scheme_name}`}
          onClick={() => {
            ask(true);
          }}
        >
          {t("computing.run")}
        </Button>
      </div>
      {action.reason && <p className={classNames("muted", layout.flush)}>{action.reason}</p>}
      {done && (
        <Alert
          type="success"
          showIcon
          title={
            <>
              {t("computing.done", { subjects: done.subjects, count: done.ids.length })}{" "}
              <Link to={`/results?kind=${kind}&year=${String(year)}`}>{t("computing.see")}</Link>
            </>
          }
        />
      )}
      {scheme.gaps.length > 0 && <Gaps gaps={scheme.gaps} year={year} />}
      <Classes classes={classes} />
      <FormDialog<object, Schema<"Computed">>
        open={isAsked}
        title={t("computing.runOf", { name: scheme.scheme_name })}
        confirmText={t("computing.run")}
        onSubmit={() => computeResults(year, kind, scheme.scheme_code)}
        touches={["results"]}
        isStaleAfter={() => true}
        onDone={setDone}
        onClose={() => {
          ask(false);
        }}
      >
        <div className="dialog-text">{t("computing.replaces", { classes: classes.length, subjects, replaced })}</div>
      </FormDialog>
    </section>
  );
}

function Classes({ classes }: { classes: readonly Row[] }) {
  const { t, i18n } = useTranslation("results");
  return (
    <WideTable<Row>
      label={t("computing.classes")}
      size="small"
      rowKey="class_code"
      dataSource={classes}
      columns={[
        {
          title: t("computing.classes"),
          render: (_, row) => (i18n.language === "en" ? row.class_name_en : row.class_name),
        },
        { title: t("computing.subjects"), dataIndex: "subjects", align: "right", className: "num" },
        {
          title: t("computing.stands"),
          render: (_, row) =>
            row.result_id !== null && row.state !== null ? (
              <Link to={`/results/${row.result_id}`}>{t(`states.${row.state}`)}</Link>
            ) : (
              <span className="muted">{t("computing.none")}</span>
            ),
        },
      ]}
    />
  );
}
