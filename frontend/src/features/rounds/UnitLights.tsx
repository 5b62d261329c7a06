import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIGHTS } from "./queries";
import { RoundLight } from "./RoundLight";
import { countOf, type UnitRow } from "./units";
import { dueOf, foundOf, nameOf } from "./words";
import { useClassNames } from "@/lib/classes";
import { ChartFrame } from "@/ui/ChartFrame";
import { ScrollArea } from "@/ui/ScrollArea";

interface Props {
  roundId: string;
  rows: readonly UnitRow[];
  /** The picture in one sentence. */
  sentence: string;
}

/** A row of lights for each unit, class by class; the unit's name opens its lines. */
export function UnitLights({ roundId, rows, sentence }: Props) {
  const { t } = useTranslation("quarterly");
  const className = useClassNames();
  return (
    <ChartFrame
      title={t("matrix")}
      sentence={sentence}
      columns={[t("unit"), t("line"), t("due"), t("finding"), t("foundLight"), t("nowLight"), t("rule")]}
      rows={rows.flatMap((row) =>
        row.items.map((item) => [
          row.name,
          nameOf(item),
          dueOf(item),
          foundOf(item, item.unit_of_measure),
          t(`lights.${item.found_light ?? "awaited"}`),
          t(`lights.${item.light ?? "awaited"}`),
          item.light_rule,
        ]),
      )}
    >
      <ScrollArea label={t("matrix")}>
        <table className="lights-table">
          <thead>
            <tr>
              <th scope="col" className="sticky-cell">
                {t("unit")}
              </th>
              {LIGHTS.map((light) => (
                <th key={light} scope="col" className="num">
                  <RoundLight light={light} />
                </th>
              ))}
              <th scope="col">{t("lines")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Fragment key={row.code}>
                {(index === 0 || row.classCode !== rows[index - 1]!.classCode) && (
                  <tr className="lights-class">
                    <th scope="rowgroup" colSpan={5}>
                      {row.classCode === null ? t("noClass") : className(row.classCode)}
                    </th>
                  </tr>
                )}
                <tr>
                  <th scope="row" className="sticky-cell">
                    <Link to={`/rounds/${roundId}/units/${row.code}`}>{row.name}</Link>
                  </th>
                  {LIGHTS.map((light) => (
                    <td key={light} className="num" data-light={countOf(row, light) > 0 ? light : undefined}>
                      {countOf(row, light) || <span className="muted">–</span>}
                    </td>
                  ))}
                  <td>
                    <ul className="light-strip">
                      {row.items.map((item) => (
                        <li key={item.id} data-light={item.light ?? "awaited"} title={nameOf(item)}>
                          <span className="visually-hidden">{nameOf(item)}</span>
                          <RoundLight light={item.light} isShort />
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </ChartFrame>
  );
}
