import { Button, Input, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readPasted, writePasted } from "./pasting";
import type { Item } from "./queries";
import { Dialog } from "@/ui/Dialog";
import layout from "@/ui/layout.module.css";
import styles from "./TypedDialog.module.css";

interface Props {
  item: Item | null;
  subjects: readonly { code: string; name: string }[];
  values: ReadonlyMap<string, string> | undefined;
  onClose: () => void;
  onType: (itemCode: string, values: ReadonlyMap<string, string>) => void;
}

/** A column of numbers, typed, pasted from a spreadsheet or read from a text file. */
export function TypedDialog({ item, subjects, values, onClose, onType }: Props) {
  return (
    item && <Form key={item.code} item={item} subjects={subjects} values={values} onClose={onClose} onType={onType} />
  );
}

function Form({ item, subjects, values, onClose, onType }: Props & { item: Item }) {
  const { t } = useTranslation("trials");
  const [text, write] = useState(() => writePasted(subjects, values));
  const read = readPasted(text, subjects);
  return (
    <Dialog
      open
      width={720}
      title={t("typeFor", { name: item.name })}
      okText={t("typedUse", { count: read.values.size })}
      okButtonProps={{ disabled: read.values.size === 0 }}
      cancelText={t("cancel")}
      onCancel={onClose}
      onOk={() => {
        onType(item.code, read.values);
        onClose();
      }}
    >
      <div className="stack">
        <p className={layout.flush}>
          {t("typeNote")} {t(`typeHow.${item.shape}`, { names: item.numbers.join(" / "), count: item.numbers.length })}
        </p>
        <Input.TextArea
          aria-label={t("typeFor", { name: item.name })}
          className="num"
          rows={14}
          value={text}
          onChange={(event) => {
            write(event.target.value);
          }}
        />
        <div className="row">
          <Upload
            accept=".csv,.txt"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              void file.text().then(write);
              return false;
            }}
          >
            <Button>{t("typeFile")}</Button>
          </Upload>
          <span role="status">{t("typeRead", { count: read.values.size, of: subjects.length })}</span>
        </div>
        {read.strangers.length > 0 && (
          <p role="alert" className={styles.fault}>
            {t("typeStrangers", { count: read.strangers.length, first: read.strangers[0] })}
          </p>
        )}
      </div>
    </Dialog>
  );
}
