import { Button, Popover } from "antd";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { GradeLight } from "./GradeLight";
import type { MatrixRow } from "./matrix";
import type { Finding } from "./queries";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { ChartFrame } from "@/ui/ChartFrame";
import { ScrollArea } from "@/ui/ScrollArea";
import { UnitLink } from "@/ui/UnitLink";

interface Props {
  rows: readonly MatrixRow[];
  subjects: readonly string[];
  /** The picture in one sentence. */
  sentence: string;
  /** Where the finding may still be changed. */
  onChange: ((finding: Finding) => void) | null;
}

/** Units by what was looked into; each light opens what was found. */
export function LightTable({ rows, subjects, sentence, onChange }: Props) {
  const { t } = useTranslation("quarterly");
  const className = useClassNames();
  const findings = rows.flatMap((row) => [...row.bySubject.values()]);
  return (
    <ChartFrame
      title={t("matrix")}
      sentence={sentence}
      columns={[t("unit"), t("subject"), t("light"), t("finding"), t("dueOn")]}
      rows={findings.map((one) => [
        one.unit_name,
        one.subject,
        t(`lights.${one.grade}`),
        one.finding,
        showDate(one.due_on) || "–",
      ])}
    >
      <p className="muted lights-rule">
        {t("rule")} {t("opensLight")}
      </p>
      <ScrollArea label={t("matrix")}>
        <table className="lights-table">
          <thead>
            <tr>
              <th scope="col" className="sticky-cell">
                {t("unit")}
              </th>
              {subjects.map((subject) => (
                <th key={subject} scope="col">
                  {subject}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Fragment key={row.code}>
                {row.classCode !== (index > 0 ? rows[index - 1]!.classCode : undefined) && (
                  <tr className="lights-class">
                    <th scope="rowgroup" colSpan={subjects.length + 1}>
                      <span className="lights-class-name">
                        {row.classCode === null ? t("noClass") : className(row.classCode)}
                      </span>
                    </th>
                  </tr>
                )}
                <tr>
                  <th scope="row" className="sticky-cell">
                    <UnitLink code={row.code} name={row.name} />
                    {row.bySubject.size === 0 && <span className="muted lights-unseen">{t("unseen")}</span>}
                  </th>
                  {subjects.map((subject) => (
                    <td key={subject} data-grade={row.bySubject.get(subject)?.grade}>
                      <Cell finding={row.bySubject.get(subject)} onChange={onChange} />
                    </td>
                  ))}
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </ChartFrame>
  );
}

function Cell({ finding, onChange }: { finding: Finding | undefined; onChange: Props["onChange"] }) {
  const { t } = useTranslation("quarterly");
  const [isOpen, setOpen] = useState(false);
  if (!finding) return <span className="muted">–</span>;
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      title={t("findingOf", { unit: finding.unit_name, subject: finding.subject })}
      content={
        <div className="light-more">
          <p>{finding.finding}</p>
          {finding.due_on && <p className="muted">{t("dueBy", { day: showDate(finding.due_on) })}</p>}
          {onChange && (
            <Button
              size="small"
              onClick={() => {
                setOpen(false);
                onChange(finding);
              }}
            >
              {t("change")}
            </Button>
          )}
        </div>
      }
    >
      <Button type="text" size="small" className="light-button">
        <GradeLight grade={finding.grade} />
      </Button>
    </Popover>
  );
}
