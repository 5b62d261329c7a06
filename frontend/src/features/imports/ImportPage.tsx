import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "./imports.css";
import { annotatedFile, judgeRows, template, type ImportOutcome } from "./queries";
import { RowsTable } from "./RowsTable";
import { saveBlob } from "@/lib/saving";
import { PageHeader } from "@/ui/PageHeader";
import { Score } from "@/ui/Score";
import { TableSkeleton } from "@/ui/Skeletons";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Deductions from a workbook: look first at what would become of each row, then record, then take the file back. */
export default function ImportPage() {
  const { t } = useTranslation("imports");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const preview = useMutation({ mutationFn: (chosen: File) => judgeRows(chosen, true), onSuccess: setOutcome });
  const apply = useMutation({
    mutationFn: (chosen: File) => judgeRows(chosen, false),
    onSuccess: async (applied) => {
      setOutcome(applied);
      void message.success(t("done", { count: applied.created }));
      await queries.invalidateQueries({ queryKey: ["deductions"] });
    },
  });
  const download = useMutation({
    mutationFn: async ({ chosen, dryRun }: { chosen: File; dryRun: boolean }) => {
      saveBlob(await annotatedFile(chosen, dryRun), chosen.name.replace(/\.xlsx$/i, `-${t("annotated")}.xlsx`));
    },
  });
  const getTemplate = useMutation({
    mutationFn: async () => {
      saveBlob(await template(), t("templateName"));
    },
  });
  const choose = (chosen: File): void => {
    setFile(chosen);
    setOutcome(null);
    apply.reset();
    download.reset();
    preview.mutate(chosen);
  };
  const error = preview.error ?? apply.error ?? download.error ?? getTemplate.error;
  const canApply = file !== null && outcome?.dry_run === true && outcome.created > 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        note={t("note")}
        trail={[{ label: t("deductions"), path: "/deductions" }]}
        actions={
          <Button
            icon={<DownloadOutlined />}
            loading={getTemplate.isPending}
            onClick={() => {
              getTemplate.mutate();
            }}
          >
            {t("template")}
          </Button>
        }
      />
      <div className="stack">
        <Upload.Dragger
          accept={`.xlsx,${XLSX}`}
          showUploadList={false}
          maxCount={1}
          disabled={preview.isPending || apply.isPending}
          beforeUpload={(chosen) => {
            choose(chosen);
            return false;
          }}
        >
          <p className="ant-upload-drag-icon" style={{ margin: 0 }}>
            <InboxOutlined />
          </p>
          <p style={{ margin: "4px 0" }}>{file ? t("chosen", { name: file.name }) : t("choose")}</p>
          <p className="muted" style={{ margin: 0 }}>
            {t("limits")}
          </p>
        </Upload.Dragger>
        {error && <Alert type="error" showIcon role="alert" title={error.message || t("unreachable")} />}
        {!file && <Columns />}
        {preview.isPending && <TableSkeleton columns={5} rows={6} />}
        {outcome && file && (
          <>
            <div className="card row" style={{ justifyContent: "space-between", alignItems: "center" }}>
              <Figures outcome={outcome} />
              <span className="row">
                <Button
                  icon={<DownloadOutlined />}
                  loading={download.isPending}
                  onClick={() => {
                    download.mutate({ chosen: file, dryRun: outcome.dry_run });
                  }}
                >
                  {t("takeBack")}
                </Button>
                {canApply && (
                  <Button
                    type="primary"
                    loading={apply.isPending}
                    onClick={() => {
                      apply.mutate(file);
                    }}
                  >
                    {t("apply", { count: outcome.created })}
                  </Button>
                )}
              </span>
            </div>
            <RowsTable outcome={outcome} />
          </>
        )}
      </div>
    </>
  );
}

/** What the first row of the workbook says; shown until a file is there. */
function Columns() {
  const { t } = useTranslation("imports");
  return (
    <section className="card" aria-label={t("columns.title")}>
      <strong>{t("columns.title")}</strong>
      <dl className="import-columns">
        <dt>{t("columns.needed")}</dt>
        <dd>{t("columns.neededList")}</dd>
        <dt>{t("columns.free")}</dt>
        <dd>{t("columns.freeList")}</dd>
        <dt>{t("columns.times")}</dt>
        <dd>{t("columns.timesHint")}</dd>
      </dl>
    </section>
  );
}

function Figures({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation("imports");
  const { dry_run: isPreview, created, unchanged, refused } = outcome;
  const figures = [
    [t(isPreview ? "preview.created" : "created"), created],
    [t(isPreview ? "preview.unchanged" : "unchanged"), unchanged],
    [t(isPreview ? "preview.refused" : "refused"), refused],
  ] as const;
  return (
    <dl className="row" style={{ margin: 0, gap: "8px 32px" }}>
      {figures.map(([label, count]) => (
        <div key={label}>
          <dt className="muted">{label}</dt>
          <dd style={{ margin: 0 }}>
            <Score value={String(count)} places={0} size="large" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
