import { CheckOutlined, CloseOutlined, ReloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useUploads, type Sending } from "./useUploads";
import { FILE_TYPES, type FileHolder, type FilePurpose } from "@/api/uploads";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./EvidenceUpload.module.css";

interface Props {
  of: FileHolder;
  /** Where the files that have arrived are not to be seen beside it. */
  listsDone?: boolean;
  /** Files of a rectification say so; others go by who sends them. */
  purpose?: FilePurpose;
}

/** Adds files to a record by choosing or dropping them; what is on its way stands below. */
export function EvidenceUpload({ of, listsDone = false, purpose }: Props) {
  const { t } = useTranslation("evidence");
  const input = useRef<HTMLInputElement>(null);
  const { sending, add, retry, remove } = useUploads(of, listsDone, purpose);
  return (
    <div
      className="evidence-drop no-print"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        add([...event.dataTransfer.files]);
      }}
    >
      <div className={classNames("row", layout.centred)}>
        <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
          {t("add")}
        </Button>
        <span className="muted">{t("taken")}</span>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        className={styles.chooser}
        accept={FILE_TYPES}
        aria-label={t("add")}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {sending.length > 0 && (
        <ul className="evidence-queue" aria-live="polite">
          {sending.map((row) => (
            <Line key={row.key} row={row} onRetry={retry} onRemove={remove} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface LineProps {
  row: Sending;
  onRetry: (key: string) => void;
  onRemove: (key: string) => void;
}

function Line({ row, onRetry, onRemove }: LineProps) {
  const { t } = useTranslation("evidence");
  const { problem } = row;
  return (
    <li>
      <span className="evidence-name">{row.name}</span>
      {problem ? (
        <span className="evidence-problem" role="alert">
          {problem === "unreachable" || problem === "tooLarge" ? t(`problems.${problem}`) : problem}
        </span>
      ) : row.isDone ? (
        <span>
          <CheckOutlined className={layout.done} /> {t("arrived")}
        </span>
      ) : (
        <Progress percent={Math.round(row.share * 100)} size="small" aria-label={t("progress", { name: row.name })} />
      )}
      {row.problem && (
        <span className={layout.oneLine}>
          {row.canRetry && (
            <Button
              type="text"
              icon={<ReloadOutlined />}
              aria-label={t("retry", { name: row.name })}
              onClick={() => {
                onRetry(row.key);
              }}
            />
          )}
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t("dismiss", { name: row.name })}
            onClick={() => {
              onRemove(row.key);
            }}
          />
        </span>
      )}
    </li>
  );
}
