import { useTranslation } from "react-i18next";
import { WideTable } from "@/ui/WideTable";

/** What is wrong in an uploaded workbook; `place` says it where no row does. */
export interface FileFault {
  row: number | null;
  /** As the workbook calls it, such as `E7`. */
  cell: string | null;
  column: string | null;
  message: string;
  place?: string;
}

export function FileFaults({ label, faults }: { label: string; faults: readonly FileFault[] }) {
  const { t } = useTranslation("app");
  return (
    <WideTable<FileFault>
      label={label}
      className="file-faults"
      size="small"
      rowKey={(fault) => `${String(fault.row)} ${fault.column ?? ""} ${fault.place ?? ""} ${fault.message}`}
      dataSource={[...faults]}
      pagination={faults.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        {
          title: t("fileFaults.place"),
          render: (_, { cell, row, column, place }) => (
            <>
              <span className="num">{cell ?? (row === null ? place : t("fileFaults.row", { row }))}</span>
              {column && <div className="muted">{column}</div>}
            </>
          ),
        },
        { title: t("fileFaults.fault"), className: "wrap-cell", dataIndex: "message" },
      ]}
    />
  );
}
