import { Button, Segmented } from "antd";
import { useId, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { copyText, toCsv } from "@/lib/csv";
import { savePicture } from "@/ui/savePicture";
import "@/ui/chart.css";

interface Props {
  title: string;
  /** The picture in one sentence, for those who cannot see it. */
  sentence: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  children: ReactNode;
}

/** A picture with its table, to be copied as CSV or saved as PNG. */
export function ChartFrame({ title, sentence, columns, rows, children }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState<"picture" | "table">("picture");
  const [copied, setCopied] = useState<"copied" | "copyFailed" | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const id = useId();
  const copy = async (): Promise<void> => {
    setCopied((await copyText(toCsv(columns, rows))) ? "copied" : "copyFailed");
    setTimeout(() => {
      setCopied(null);
    }, 2500);
  };
  return (
    <figure className="card chart" aria-labelledby={id}>
      <figcaption className="chart-head">
        <strong id={id}>{title}</strong>
        <span className="chart-tools no-print">
          <Segmented
            size="small"
            value={view}
            onChange={setView}
            options={[
              { value: "picture", label: t("chart.picture") },
              { value: "table", label: t("chart.table") },
            ]}
          />
          <Button size="small" type="text" onClick={() => void copy()}>
            <span aria-live="polite">{t(`chart.${copied ?? "copy"}`)}</span>
          </Button>
          {view === "picture" && (
            <Button
              size="small"
              type="text"
              onClick={() => {
                if (holder.current) void savePicture(holder.current, title);
              }}
            >
              {t("chart.save")}
            </Button>
          )}
        </span>
      </figcaption>
      <p className="visually-hidden">{sentence}</p>
      {view === "picture" ? (
        <div ref={holder}>{children}</div>
      ) : (
        <div className="chart-scroll" tabIndex={0} role="region" aria-labelledby={id}>
          <table className="chart-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column} className={/^[-−+]?[\d,]+(\.\d+)?$/.test(cell) ? "num" : undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}
