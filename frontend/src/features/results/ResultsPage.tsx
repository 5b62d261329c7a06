import { Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firstResults, type Result, type ResultState } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { NewLink } from "@/ui/NewLink";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import layout from "@/ui/layout.module.css";

const STATES: readonly ResultState[] = ["computed", "approved", "publicity", "final"];
const TONES = { computed: "open", approved: "open", publicity: "due", final: "done" } as const;

export default function ResultsPage() {
  const { t } = useTranslation("results");
  const [year] = useYear();
  const nameOf = useClassNames();
  const [kind, setKind] = useUrlState("kind");
  const [state, setState] = useUrlState("state");
  const subjectKind = kind === "cadre" ? "cadre" : "unit";
  const mayCompute = useMay()("appraisal:result:compute");
  const computing = `/results/computing?kind=${subjectKind}&year=${String(year)}`;
  const chosen = STATES.find((value) => value === state);
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={mayCompute && <NewLink label={t("computing.open")} to={computing} />}
      />
      <DataList<Result>
        caption={t("title", { year })}
        queryKey={keys.results.list(year, subjectKind, chosen)}
        firstPage={() => firstResults(year, subjectKind, chosen)}
        rowKey={(row) => row.id}
        empty={{
          title: t("empty"),
          hint: t(mayCompute ? "emptyCompute" : "emptyHint"),
          action: mayCompute && <Link to={computing}>{t("computing.open")}</Link>,
        }}
        filters={
          <>
            <Segmented
              aria-label={t("kind")}
              value={subjectKind}
              onChange={(value) => {
                setKind(value);
              }}
              options={[
                { value: "unit", label: t("kinds.unit") },
                { value: "cadre", label: t("kinds.cadre") },
              ]}
            />
            <Select
              allowClear
              placeholder={t("state")}
              aria-label={t("state")}
              value={chosen}
              onChange={(value: string | undefined) => {
                setState(value);
              }}
              options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
              className={layout.numberField}
            />
          </>
        }
        columns={[
          { title: t("class"), render: (_, row) => <Link to={`/results/${row.id}`}>{nameOf(row.class_code)}</Link> },
          {
            title: t("state"),
            render: (_, row) => <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />,
          },
          { title: t("edition"), dataIndex: "edition", className: "num", align: "right" },
          { title: t("published"), className: "num", render: (_, row) => showDate(row.published_at) },
          { title: t("until"), className: "num", render: (_, row) => showDate(row.publicity_until) },
        ]}
      />
    </>
  );
}
