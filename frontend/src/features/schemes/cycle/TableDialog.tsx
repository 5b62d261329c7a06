import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal, Skeleton, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { downloadScheme, uploadTable, type FileKind } from "./queries";
import { TablePreview } from "./TablePreview";
import type { Scheme } from "../queries";
import { readAgain } from "@/api/keys";
import { ApiProblem } from "@/api/problem";
import { useMay } from "@/auth/session";
import { saveBlob } from "@/lib/saving";
import { ErrorState } from "@/ui/states";

interface Props {
  scheme: Scheme;
  open: boolean;
  onClose: () => void;
}

/** The scheme out to Excel and back: what the edited file would change is seen before anything is. */
export function TableDialog({ scheme, open, onClose }: Props) {
  const { t } = useTranslation(["cycle", "app"]);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mayWrite = useMay()("appraisal:scheme:write");
  const [file, setFile] = useState<File | null>(null);
  const download = useMutation({
    mutationFn: async (kind: FileKind) => {
      saveBlob(await downloadScheme(scheme.id, kind), `${String(scheme.year)} ${scheme.name}.${kind}`);
    },
  });
  const preview = useMutation({ mutationFn: (chosen: File) => uploadTable(scheme, chosen, true) });
  const close = (): void => {
    setFile(null);
    preview.reset();
    apply.reset();
    download.reset();
    onClose();
  };
  const apply = useMutation({
    mutationFn: (chosen: File) => uploadTable(scheme, chosen, false),
    onSuccess: async (outcome) => {
      await readAgain(queries, "schemes");
      void message.success(t("applied", { count: outcome.changes.length }));
      close();
    },
    onError: (error) => {
      // Somebody else has changed the draft: the file is judged again, against what stands there now.
      if (error instanceof ApiProblem && error.status === 412) {
        void readAgain(queries, "schemes");
        preview.reset();
      }
    },
  });
  const judge = (chosen: File): void => {
    setFile(chosen);
    apply.reset();
    preview.mutate(chosen);
  };
  const outcome = preview.data;
  const canApply = file !== null && outcome?.can_apply === true && outcome.changes.length > 0;
  const problem = apply.error ?? preview.error ?? download.error;
  return (
    <Modal
      open={open}
      title={t("tableTitle", { name: scheme.name })}
      width={960}
      onCancel={close}
      cancelText={t("app:cancel")}
      okText={canApply ? t("apply", { count: outcome.changes.length }) : t("applyNothing")}
      okButtonProps={{ disabled: !canApply, style: mayWrite ? {} : { display: "none" } }}
      confirmLoading={apply.isPending}
      onOk={() => {
        if (file) apply.mutate(file);
      }}
      destroyOnHidden
    >
      <div className="stack">
        <p style={{ margin: 0 }}>{t(mayWrite ? "tableNote" : "tableNoteReader")}</p>
        <div className="row">
          {(["xlsx", "json"] as const).map((kind) => (
            <Button
              key={kind}
              loading={download.isPending && download.variables === kind}
              onClick={() => {
                download.mutate(kind);
              }}
            >
              {t(`download.${kind}`)}
            </Button>
          ))}
          {mayWrite && (
            <Upload
              accept=".xlsx,.json"
              maxCount={1}
              showUploadList={false}
              beforeUpload={(chosen) => {
                judge(chosen);
                return false;
              }}
            >
              <Button type={canApply ? "default" : "primary"}>{t(file ? "uploadAgain" : "upload")}</Button>
            </Upload>
          )}
        </div>
        {file && (
          <p className="num" style={{ margin: 0 }}>
            {file.name}
          </p>
        )}
        {problem && (
          <ErrorState
            error={problem}
            {...(file && {
              onRetry: () => {
                judge(file);
              },
            })}
          />
        )}
        {preview.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
        {outcome && !preview.isPending && <TablePreview outcome={outcome} />}
      </div>
    </Modal>
  );
}
