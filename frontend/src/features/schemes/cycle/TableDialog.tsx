import { App, Button, Skeleton, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { downloadScheme, uploadTable, type FileKind } from "./cycleQueries";
import { TablePreview } from "./TablePreview";
import type { Scheme } from "../queries";
import { ApiProblem } from "@/api/problem";
import { useMay } from "@/auth/session";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Props {
  scheme: Scheme;
  open: boolean;
  onClose: () => void;
}

const isOutdated = (refusal: Error): boolean => refusal instanceof ApiProblem && refusal.status === 412;

/** The scheme out to Excel and back: what the edited file would change is seen before anything is. */
export function TableDialog({ scheme, open, onClose }: Props) {
  const { t } = useTranslation(["cycle", "app"]);
  const { message } = App.useApp();
  const mayWrite = useMay()("appraisal:scheme:write");
  const [file, setFile] = useState<File | null>(null);
  const download = useAct({
    act: async (kind: FileKind) => {
      saveBlob(await downloadScheme(scheme.id, kind), `${String(scheme.year)} ${scheme.name}.${kind}`);
    },
  });
  const preview = useAct({ act: (chosen: File) => uploadTable(scheme, chosen, true) });
  const close = (): void => {
    setFile(null);
    preview.forget();
    apply.forget();
    download.forget();
    onClose();
  };
  const apply = useAct({
    act: (chosen: File) => uploadTable(scheme, chosen, false),
    touches: ["schemes"],
    // Somebody else has changed the draft: the file is judged again, against what stands there now.
    isStaleAfter: isOutdated,
    onDone: (outcome) => {
      void message.success(t("applied", { count: outcome.changes.length }));
      close();
    },
    onRefused: (refusal) => {
      if (isOutdated(refusal)) preview.forget();
    },
  });
  const judge = (chosen: File): void => {
    setFile(chosen);
    apply.forget();
    preview.run(chosen);
  };
  const outcome = preview.answer;
  const canApply = file !== null && outcome?.can_apply === true && outcome.changes.length > 0;
  const problem = apply.error ?? preview.error ?? download.error;
  return (
    <Dialog
      open={open}
      title={t("tableTitle", { name: scheme.name })}
      width={960}
      onCancel={close}
      cancelText={t("app:cancel")}
      okText={canApply ? t("apply", { count: outcome.changes.length }) : t("applyNothing")}
      okButtonProps={{ disabled: !canApply, style: mayWrite ? {} : { display: "none" } }}
      confirmLoading={apply.isBusy}
      onOk={() => {
        if (file) apply.run(file);
      }}
      destroyOnHidden
    >
      <div className="stack">
        <p className={layout.flush}>{t(mayWrite ? "tableNote" : "tableNoteReader")}</p>
        <div className="row">
          {(["xlsx", "json"] as const).map((kind) => (
            <Button
              key={kind}
              loading={download.isBusy && download.input === kind}
              onClick={() => {
                download.run(kind);
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
        {file && <p className={classNames("num", layout.flush)}>{file.name}</p>}
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
        {preview.isBusy && <Skeleton active paragraph={{ rows: 4 }} />}
        {outcome && !preview.isBusy && <TablePreview outcome={outcome} />}
      </div>
    </Dialog>
  );
}
