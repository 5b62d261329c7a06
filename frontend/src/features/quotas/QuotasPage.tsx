import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BonusList } from "./BonusList";
import { firstQuotas, type Quota } from "./queries";
import { TransferList } from "./TransferList";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { TierMark } from "@/ui/TierMark";
import styles from "./QuotasPage.module.css";
import layout from "@/ui/layout.module.css";

/** Quotas of excellent grades, and beside them what else follows for units: bonuses and transfers. */
export default function QuotasPage() {
  const { t } = useTranslation("quotas");
  const may = useMay();
  const [year] = useYear();
  const [view, setView] = useUrlState("view");
  const canReadMore = may("personnel:proposal:read");
  const tabs = [
    { key: "quotas", label: t("quotas"), children: <QuotaList year={year} /> },
    ...(canReadMore
      ? [
          { key: "bonuses", label: t("bonuses"), children: <BonusList year={year} /> },
          { key: "transfers", label: t("transfers"), children: <TransferList year={year} /> },
        ]
      : []),
  ];
  const active = tabs.find((tab) => tab.key === view)?.key ?? "quotas";
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} />
      <Tabs
        activeKey={active}
        items={tabs}
        destroyOnHidden
        onChange={(key) => {
          setView(key === "quotas" ? undefined : key);
        }}
      />
    </>
  );
}

function QuotaList({ year }: { year: number }) {
  const { t, i18n } = useTranslation("quotas");
  const may = useMay();
  const english = i18n.language === "en";
  const adjusted = (value: number): string => (value > 0 ? `+${String(value)}` : String(value).replace("-", "\u2212"));
  return (
    <DataList<Quota>
      caption={t("quotas")}
      queryKey={keys.quotas.list(year)}
      firstPage={() => firstQuotas(year)}
      rowKey={(row) => row.unit_code}
      empty={{ title: t("empty"), hint: t("emptyHint") }}
      columns={[
        {
          title: t("unit"),
          render: (_, row) =>
            may("personnel:proposal:read") ? (
              <Link to={`/proposals/${row.proposal_id}`}>{row.unit_name}</Link>
            ) : (
              row.unit_name
            ),
        },
        { title: t("tier"), render: (_, row) => <TierMark tier={row.tier} /> },
        { title: t("headcount"), dataIndex: "headcount", className: "num", align: "right" },
        { title: t("base"), dataIndex: "base", className: "num", align: "right" },
        { title: t("adjustment"), className: "num", align: "right", render: (_, row) => adjusted(row.adjustment) },
        { title: t("ceiling"), dataIndex: "ceiling", className: "num", align: "right" },
        { title: t("proposed"), dataIndex: "proposed", className: "num", align: "right" },
        {
          title: t("granted"),
          className: "num",
          align: "right",
          render: (_, row) => <strong>{row.granted ?? t("undecided")}</strong>,
        },
        {
          title: t("used"),
          className: "num",
          align: "right",
          render: (_, row) => {
            const isOver = row.granted !== null && row.used > row.granted;
            return (
              <span className={isOver ? layout.wrong : undefined}>
                {isOver ? t("over", { count: row.used }) : row.used}
              </span>
            );
          },
        },
        {
          title: t("head"),
          render: (_, row) => (
            <>
              {t(`heads.${row.head}`)}
              {row.heads.length > 0 && (
                <span className="muted"> {row.heads.map((head) => head.cadre_name).join(" ")}</span>
              )}
            </>
          ),
        },
        ...(may("personnel:proposal:decide_cadre")
          ? [
              {
                title: t("grades"),
                render: (_: unknown, row: Quota) => (
                  <Link to={`/grades/${row.unit_code}?year=${String(year)}`}>{t("recordGrades")}</Link>
                ),
              },
            ]
          : []),
        {
          title: t("reason"),
          render: (_, row) => <div className={styles.reason}>{english ? row.reason.en : row.reason.zh}</div>,
        },
      ]}
    />
  );
}
