import { Grid, type TableProps } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firstReviews, STATES, TONES, type Review } from "./queries";
import { keys } from "@/api/keys";
import { useClassNames } from "@/lib/classes";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** Reviews that were asked for and what the committee decided. */
export default function ReviewsPage() {
  const { t } = useTranslation("reviews");
  const [year] = useYear();
  const nameOf = useClassNames();
  const isWide = Grid.useBreakpoint().md;
  const [state] = useUrlState("state");
  const chosen = STATES.find((value) => value === state);
  type Column = NonNullable<TableProps<Review>["columns"]>[number];
  const subject: Column = {
    title: t("subject"),
    render: (_, row) => (
      <>
        <Link to={`/reviews/${row.id}`}>{row.subject_name}</Link>
        <div className="muted">{nameOf(row.class_code)}</div>
      </>
    ),
  };
  const grounds: Column = {
    title: t("grounds"),
    className: "wrap-cell",
    render: (_, row) => (
      <>
        {row.grounds}
        <div className="muted">{t("by", { name: row.requester_name })}</div>
      </>
    ),
  };
  const now: Column = {
    title: t("state"),
    render: (_, row) => <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />,
  };
  const decision: Column = {
    title: t("decision"),
    className: "decision-cell",
    render: (_, row) =>
      row.state === "requested" ? (
        <span className="muted">{t("awaited")}</span>
      ) : (
        <>
          {row.reason}
          <div className="muted">
            {row.decider_name} {row.state === "changed" && <CarriedOut review={row} />}
          </div>
        </>
      ),
  };
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} />
      <DataList<Review>
        caption={t("title", { year })}
        queryKey={keys.reviews.list(year, chosen)}
        firstPage={() => firstReviews(year, chosen)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty"), hint: t("emptyHint"), action: <Link to="/results">{t("results")}</Link> }}
        filters={
          <FilterBar
            filters={[
              {
                name: "state",
                label: t("state"),
                options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
              },
            ]}
          />
        }
        columns={isWide ? [subject, grounds, now, decision] : [subject, now, grounds, decision]}
      />
    </>
  );
}

function CarriedOut({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  return review.carried_out_in === null ? t("notCarriedOut") : t("carriedOut", { edition: review.carried_out_in });
}
