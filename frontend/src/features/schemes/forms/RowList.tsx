import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMessages } from "../draft/useEditor";

interface Props<Row> {
  rows: readonly Row[];
  /** What one row is called, for the buttons. */
  what: string;
  pointer: string;
  isOrdered?: boolean;
  fresh: () => Row;
  onChange: (rows: Row[]) => void;
  children: (row: Row, change: (row: Row) => void, index: number) => ReactNode;
}

/** Rows that are added, taken out and, where their order counts, moved. */
export function RowList<Row>({ rows, what, pointer, isOrdered, fresh, onChange, children }: Props<Row>) {
  const { t } = useTranslation("editor");
  const move = (index: number, by: number): void => {
    const row = rows[index];
    if (row !== undefined) onChange(rows.toSpliced(index, 1).toSpliced(index + by, 0, row));
  };
  return (
    <div className="editor-rows">
      {rows.map((row, index) => (
        <div key={index} className="editor-row" data-pointer={`${pointer}/${String(index)}`}>
          <div className="editor-cells">
            {children(
              row,
              (changed) => {
                onChange(rows.with(index, changed));
              },
              index,
            )}
          </div>
          <span className="editor-row-steps">
            {isOrdered && (
              <>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  disabled={index === 0}
                  aria-label={t("rowUp", { what, number: index + 1 })}
                  onClick={() => {
                    move(index, -1);
                  }}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  disabled={index === rows.length - 1}
                  aria-label={t("rowDown", { what, number: index + 1 })}
                  onClick={() => {
                    move(index, 1);
                  }}
                />
              </>
            )}
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("rowRemove", { what, number: index + 1 })}
              onClick={() => {
                onChange(rows.toSpliced(index, 1));
              }}
            />
          </span>
          <RowNote pointer={`${pointer}/${String(index)}`} />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => {
          onChange([...rows, fresh()]);
        }}
      >
        {t("rowAdd", { what })}
      </Button>
    </div>
  );
}

function RowNote({ pointer }: { pointer: string }) {
  const { faults, warnings } = useMessages(pointer);
  const said = faults.length > 0 ? faults : warnings;
  if (said.length === 0) return null;
  return (
    <div className="editor-note" data-status={faults.length > 0 ? "error" : "warning"}>
      {said.join(" ")}
    </div>
  );
}
