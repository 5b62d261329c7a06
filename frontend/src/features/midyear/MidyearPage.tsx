import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { OpenDialog } from "./OpenDialog";
import { firstRounds, KINDS, STATES, type Filters, type Round } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { sayValueName } from "@/lib/valueNames";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** The mid-year assessments of the year, and the rounds that close its values. */
export default function MidyearPage() {
  const { t } = useTranslation(["midyear", "app"]);
  const mayManage = useMay()("targets:round:manage");
  const navigate = useNavigate();
  const nameClass = useClassNames();
  const [year] = useYear();
  const [kind] = useUrlState("kind");
  const [state] = useUrlState("state");
  const [isAsked, ask] = useState(false);
  const filters: Filters = {
    year,
    kind: KINDS.find((one) => one === kind),
    state: STATES.find((one) => one === state),
  };
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={mayManage && <NewButton label={t("open")} onOpen={ask} />}
      />
      <DataList<Round>
        caption={t("title", { year })}
        queryKey={keys.midyear.list(filters)}
        firstPage={() => firstRounds(filters)}
        rowKey={(round) => round.id}
        empty={{ title: t("empty", { year }), hint: t(mayManage ? "emptyManage" : "emptyHint") }}
        filters={
          <FilterBar
            filters={[
              {
                name: "kind",
                label: t("kind"),
                options: KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
              },
              {
                name: "state",
                label: t("state"),
                options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
              },
            ]}
          />
        }
        columns={[
          {
            title: t("kind"),
            render: (_, round) => (
              <Link to={`/midyear/${round.id}`}>
                {t("name", { kind: t(`kinds.${round.kind}`), period: sayValueName(round.period) })}
              </Link>
            ),
          },
          {
            title: t("state"),
            render: (_, round) => (
              <StateTag label={t(`states.${round.state}`)} tone={round.state === "open" ? "open" : "done"} />
            ),
          },
          {
            title: t("classes"),
            className: "wrap-cell",
            render: (_, round) => round.class_codes.map(nameClass).join(t("app:listSeparator")),
          },
          {
            title: t("indicators"),
            className: "num",
            render: (_, { indicator_codes: codes }) =>
              codes.length === 0 ? "–" : t("indicatorCount", { count: codes.length }),
          },
          { title: t("openedAt"), className: "num", render: (_, round) => showDate(round.opened_at) },
          { title: t("closedAt"), className: "num", render: (_, round) => showDate(round.closed_at) || "–" },
        ]}
      />
      <OpenDialog
        year={year}
        open={isAsked}
        onDone={(round) => navigate(`/midyear/${round.id}`)}
        onClose={() => {
          ask(false);
        }}
      />
    </>
  );
}
