import { Input } from "antd";
import { memo, type ClipboardEvent, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ManualItem, ManualLine } from "./queries";
import { faultOf, isChanged, valueOf, type Typed, type Values } from "./sheet";
import { showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";

interface Props {
  item: ManualItem;
  line: ManualLine;
  group: string;
  /** What was typed into the row. */
  typed: Values | undefined;
  /** What the server said, by part; `""` for the whole row. */
  refused: Values | undefined;
  onType: (code: string, part: string, value: string) => void;
  onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>, code: string, part: string) => void;
}

/** A subject with a cell for each number; drawn again only when something in the row has changed. */
export const ManualRow = memo(function ManualRow(props: Props) {
  const { item, line, group, typed, refused } = props;
  const { t } = useTranslation("manual");
  const stood = item.parts.some(({ key }) => line.values[key] !== undefined);
  return (
    <tr data-changed={isChanged(item, line, inSheet(line, typed))}>
      <th scope="row">
        {line.name} <span className="muted num manual-code">{line.subject_code}</span>
        <div className="muted manual-group">{group}</div>
        {refused?.[""] && (
          <div role="status" className="manual-fault">
            {refused[""]}
          </div>
        )}
      </th>
      {item.parts.map((part) => (
        <td key={part.key}>
          <span className="manual-part muted" aria-hidden>
            {item.parts.length > 1 && part.name}
          </span>
          <Cell {...props} part={part} />
        </td>
      ))}
      <td className="manual-stood muted">
        {stood ? (
          <>
            {item.reason === null && (
              <span className="num">
                {item.parts
                  .map(({ key }) => showShort(line.values[key] ?? ""))
                  .filter(Boolean)
                  .join(" / ")}
              </span>
            )}
            <div className="manual-entered">
              {line.entered_by} <span className="num">{showTime(line.entered_at)}</span>
            </div>
          </>
        ) : (
          t("notEntered")
        )}
      </td>
    </tr>
  );
});

function inSheet(line: ManualLine, typed: Values | undefined): Typed {
  return typed ? { [line.subject_code]: typed } : {};
}

type CellProps = Props & { part: ManualItem["parts"][number] };

function Cell({ item, line, typed, refused, onType, onKey, onPaste, part }: CellProps) {
  const { t } = useTranslation("manual");
  const value = valueOf(line, inSheet(line, typed), part.key);
  const fault = faultOf(item, line, inSheet(line, typed), part.key);
  const said = fault ? t(`faults.${fault}`, { most: showShort(item.points ?? "") }) : refused?.[part.key];
  const id = `manual-${line.subject_code}-${part.key}`;
  if (item.reason !== null) return <span className="num">{showShort(value)}</span>;
  return (
    <>
      <Input
        id={id}
        className="num manual-input"
        inputMode={item.shape === "counts" ? "numeric" : "decimal"}
        autoComplete="off"
        value={value}
        aria-label={t("cell", { name: line.name, part: part.name })}
        aria-invalid={Boolean(said)}
        data-part={part.key}
        {...(item.points !== null && {
          suffix: <span className="muted">{t("outOf", { most: showShort(item.points) })}</span>,
        })}
        {...(said && { status: "error", "aria-describedby": `${id}-fault` })}
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          onType(line.subject_code, part.key, event.target.value);
        }}
        onKeyDown={onKey}
        onPaste={(event) => {
          onPaste(event, line.subject_code, part.key);
        }}
      />
      {said && (
        <div id={`${id}-fault`} role="status" className="manual-fault">
          {said}
        </div>
      )}
    </>
  );
}
