import { Button, Segmented } from "antd";
import { useId, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  title: string;
  /** The picture in one sentence, for those who cannot see it. */
  sentence: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  children: ReactNode;
}

function toCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  return [columns, ...rows].map((row) => row.map(quote).join(",")).join("\r\n");
}

async function savePicture(svg: SVGSVGElement, name: string): Promise<void> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const style = getComputedStyle(document.documentElement);
  const text = new XMLSerializer()
    .serializeToString(copy)
    .replaceAll(/var\((--[a-z0-9-]+)\)/g, (_, variable: string) => style.getPropertyValue(variable).trim());
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.download = `${name}.png`;
  link.href = canvas.toDataURL("image/png");
  link.click();
}

/** A picture with its table, to be copied as CSV or saved as PNG. */
export function ChartFrame({ title, sentence, columns, rows, children }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState<"picture" | "table">("picture");
  const [copied, setCopied] = useState(false);
  const holder = useRef<HTMLDivElement>(null);
  const id = useId();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(toCsv(columns, rows));
    setCopied(true);
  };
  const save = (): void => {
    const svg = holder.current?.querySelector("svg");
    if (svg) void savePicture(svg, title);
  };
  return (
    <figure className="card" style={{ margin: 0 }} aria-labelledby={id}>
      <figcaption className="row" style={{ justifyContent: "space-between", marginBottom: 8 }}>
        <strong id={id}>{title}</strong>
        <span className="row no-print">
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
            {copied ? t("chart.copied") : t("chart.copy")}
          </Button>
          {view === "picture" && (
            <Button size="small" type="text" onClick={save}>
              {t("chart.save")}
            </Button>
          )}
        </span>
      </figcaption>
      <p className="visually-hidden">{sentence}</p>
      {view === "picture" ? (
        <div ref={holder} style={{ overflowX: "auto" }}>
          {children}
        </div>
      ) : (
        <div style={{ overflowX: "auto" }}>
          <table style={{ borderCollapse: "collapse", width: "100%" }}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    style={{ textAlign: "left", padding: 6, borderBottom: "1px solid var(--line)" }}
                  >
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column} className="num" style={{ padding: 6, borderBottom: "1px solid var(--line)" }}>
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
