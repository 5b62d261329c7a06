import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firstBonuses, type BonusLine } from "./queries";
import { keys } from "@/api/keys";
import { showDate } from "@/lib/dates";
import { showDecimal } from "@/lib/decimals";
import { DataList } from "@/ui/DataList";
import { StateTag } from "@/ui/StateTag";
import { TierMark } from "@/ui/TierMark";

/** Bonuses as they were decided: paid, or withheld. */
export function BonusList({ year }: { year: number }) {
  const { t } = useTranslation("quotas");
  return (
    <DataList<BonusLine>
      caption={t("bonuses")}
      queryKey={keys.quotas.bonuses(year)}
      firstPage={() => firstBonuses(year)}
      rowKey={(row) => row.proposal_id}
      empty={{ title: t("noBonuses"), hint: t("noBonusesHint") }}
      columns={[
        { title: t("unit"), render: (_, row) => <Link to={`/proposals/${row.proposal_id}`}>{row.unit_name}</Link> },
        { title: t("tier"), render: (_, row) => <TierMark tier={row.tier} /> },
        {
          title: t("kind"),
          render: (_, row) => (
            <StateTag label={t(`bonusKinds.${row.kind}`)} tone={row.kind === "paid" ? "done" : "bad"} />
          ),
        },
        { title: t("headcount"), dataIndex: "headcount", className: "num", align: "right" },
        { title: t("surplus"), className: "num", align: "right", render: (_, row) => showDecimal(row.surplus, 0) },
        { title: t("award"), className: "num", align: "right", render: (_, row) => showDecimal(row.award, 0) },
        {
          title: t("amount"),
          className: "num",
          align: "right",
          render: (_, row) => <strong>{showDecimal(row.amount, 0)}</strong>,
        },
        { title: t("decisionNumber"), className: "num", render: (_, row) => row.decision_number ?? "–" },
        { title: t("decidedOn"), className: "num", render: (_, row) => showDate(row.decided_at) },
      ]}
    />
  );
}
