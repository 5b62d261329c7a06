import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Gap } from "./queries";
import { WideTable } from "@/ui/WideTable";

/** Where each kind of fact is made good. */
const PLACES = {
  sheet: "/sheets",
  evaluation_round: "/evaluations",
  ballot_round: "/ballots",
  manual: "/manual-scores",
} as const;

function isPlaced(source: string | null): source is keyof typeof PLACES {
  return source !== null && source in PLACES;
}

/** What is missing before a scheme can be scored, by item and class, with the way to the page that makes it good. */
export function Gaps({ gaps, year }: { gaps: readonly Gap[]; year: number }) {
  const { t, i18n } = useTranslation(["results", "app"]);
  const whom = (gap: Gap) => {
    if (gap.count === 0) return t("computing.wholeClass");
    const names = gap.subjects.join(t("app:listSeparator"));
    return gap.count > gap.subjects.length
      ? t("computing.names", { names, count: gap.count })
      : t("computing.namesAll", { names });
  };
  return (
    <WideTable<Gap>
      label={t("computing.gaps")}
      size="small"
      rowKey={(gap) => `${gap.class_code ?? ""}/${gap.item_code ?? ""}/${gap.code}`}
      dataSource={gaps}
      columns={[
        { title: t("computing.item"), render: (_, gap) => gap.item_name ?? gap.item_code ?? "–" },
        {
          title: t("computing.whom"),
          className: "wrap-cell",
          render: (_, gap) => (
            <>
              {(i18n.language === "en" ? gap.class_name_en : gap.class_name) ?? gap.class_code}
              <div className="muted">{whom(gap)}</div>
            </>
          ),
        },
        {
          title: t("computing.missing"),
          className: "wrap-cell",
          render: (_, gap) => (
            <>
              {gap.message}{" "}
              {isPlaced(gap.source) && (
                <Link to={`${PLACES[gap.source]}?year=${String(year)}`}>{t(`computing.sources.${gap.source}`)}</Link>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
