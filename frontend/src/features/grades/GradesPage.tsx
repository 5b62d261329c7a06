import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ChooseUnitDialog } from "./ChooseUnitDialog";
import { firstGrades, type GradeFilters, type GradeRow } from "./queries";
import { TONES } from "./tones";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { wordOf } from "@/i18n/words";

/** The year's grades of cadres; who may record them does so unit by unit, within each unit's quota. */
export default function GradesPage() {
  const { t } = useTranslation(["grades", "app", "history"]);
  const may = useMay();
  const [year] = useYear();
  const [unit] = useUrlState("unit");
  const [isChoosing, choose] = useState(false);
  const unitName = useUnitNames();
  const units = useUnitOptions();
  const mayRecord = may("personnel:proposal:decide_cadre");
  const filters: GradeFilters = { year, unit };
  const record = mayRecord && <NewButton label={t("record")} onOpen={choose} />;
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} actions={record} />
      <DataList<GradeRow>
        caption={t("title", { year })}
        queryKey={keys.grades.list(filters)}
        firstPage={() => firstGrades(filters)}
        rowKey={(row) => row.cadre_code}
        empty={{ title: t("empty"), hint: t(mayRecord ? "emptyHint" : "emptyHintOthers") }}
        filters={
          may("personnel:quota:read") && (
            <FilterBar filters={[{ name: "unit", label: t("unit"), options: units, isLong: true }]} />
          )
        }
        columns={[
          { title: t("cadre"), dataIndex: "cadre_name" },
          {
            title: t("unit"),
            render: (_, row) => {
              if (row.unit_code === null) return "–";
              const name = unitName(row.unit_code);
              return mayRecord ? <Link to={`/grades/${row.unit_code}?year=${String(year)}`}>{name}</Link> : name;
            },
          },
          {
            title: t("grade"),
            render: (_, row) => (
              <>
                <StateTag label={t(`grades.${row.grade}`)} tone={TONES[row.grade]} />{" "}
                {row.is_outside_quota && row.grade === "excellent" && <span className="muted">{t("outside")}</span>}
              </>
            ),
          },
          { title: t("source"), responsive: ["md"], render: (_, row) => wordOf("history:sources", row.source) },
        ]}
      />
      <ChooseUnitDialog
        open={isChoosing}
        year={year}
        onClose={() => {
          choose(false);
        }}
      />
    </>
  );
}
