import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ChecklistLines } from "./ChecklistLines";
import { LightSum } from "./LightSum";
import { ProjectDialog } from "./ProjectDialog";
import { closeRound, itemsQuery, LIGHTS, roundQuery, type Item, type RoundDetail } from "./queries";
import { RedList } from "./RedList";
import { RoundLight } from "./RoundLight";
import { UnitLights } from "./UnitLights";
import { countOf, rowsOf } from "./units";
import { seesWholeCounty, useSession } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import "./rounds.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** A quarter's round: how the lights stand unit by unit; for a unit, its own lines. */
export default function RoundPage() {
  const { id = "" } = useParams();
  const round = useQuery(roundQuery(id));
  const items = useQuery(itemsQuery(id));
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (items.isError) return <ErrorState error={items.error} onRetry={() => void items.refetch()} />;
  if (round.isPending || items.isPending) return <PageSkeleton />;
  return <RoundShown round={round.data} items={items.data} />;
}

function RoundShown({ round, items }: { round: RoundDetail; items: readonly Item[] }) {
  const { t } = useTranslation(["quarterly", "app"]);
  const className = useClassNames();
  const session = useSession();
  const isCounty = seesWholeCounty(session);
  const [dialog, choose] = useState<"project" | "close" | null>(null);
  const may = (name: "add_items" | "close") => round.actions.some((one) => one.name === name && one.allowed);
  const leave = (): void => {
    choose(null);
  };
  const sentence = [
    ...LIGHTS.map((one) => t("lightCount", { word: t(`lights.${one}`), count: round.counts[one] })),
    t("lightCount", { word: t("lights.awaited"), count: round.counts.awaited }),
  ].join(t("app:listSeparator"));
  return (
    <>
      <PageHeader
        title={round.title}
        trail={[{ label: t("title", { year: round.year }), path: `/rounds?year=${String(round.year)}` }]}
        note={
          <>
            <StateTag label={t(`states.${round.state}`)} tone={round.state === "open" ? "open" : "done"} />
            {t(round.closed_at ? "closedBy" : "openedBy", {
              name: round.closed_by_name ?? round.opened_by_name,
              day: showDate(round.closed_at ?? round.opened_at),
            })}{" "}
            {t("goesTo", { classes: round.class_codes.map(className).join(t("app:listSeparator")) })}
          </>
        }
        actions={
          <>
            {may("close") && (
              <Button
                onClick={() => {
                  choose("close");
                }}
              >
                {t("close")}
              </Button>
            )}
            {may("add_items") && (
              <Link to={`/rounds/${round.id}/projects`}>
                <Button tabIndex={-1}>{t("import.open")}</Button>
              </Link>
            )}
            {may("add_items") && (
              <Button
                type="primary"
                onClick={() => {
                  choose("project");
                }}
              >
                {t("addProject")}
              </Button>
            )}
            {round.state === "closed" && (
              <Link to={`/rounds/${round.id}/report`}>
                <Button type="primary" tabIndex={-1}>
                  {t("report")}
                </Button>
              </Link>
            )}
          </>
        }
      />
      <div className="stack">
        <LightSum counts={round.counts} rules={round.rule_sentences} />
        {items.length === 0 ? (
          <section className="card">
            <EmptyState title={t("noLines")} hint={t("noLinesHint")} />
          </section>
        ) : isCounty ? (
          <County round={round} items={items} sentence={sentence} />
        ) : (
          <ChecklistLines roundId={round.id} unit={items[0]!.unit_code} />
        )}
      </div>
      <ProjectDialog round={round} open={dialog === "project"} onClose={leave} />
      <ReasonDialog
        open={dialog === "close"}
        title={t("closeTitle", { round: round.title })}
        confirmText={t("close")}
        danger
        onConfirm={() => closeRound(round.id)}
        touches={["rounds"]}
        onClose={leave}
      >
        <p>{t("closeEffect", { lights: sentence })}</p>
        {round.counts.awaited > 0 && <p>{t("closeUnseen", { count: round.counts.awaited })}</p>}
      </ReasonDialog>
    </>
  );
}

interface CountyProps {
  round: RoundDetail;
  items: readonly Item[];
  sentence: string;
}

function County({ round, items, sentence }: CountyProps) {
  const { t } = useTranslation("quarterly");
  const [name, choose] = useUrlState("light");
  const light = [...LIGHTS, "awaited" as const].find((value) => value === name);
  const rows = rowsOf(items);
  const shown = light ? rows.filter((row) => countOf(row, light === "awaited" ? null : light) > 0) : rows;
  return (
    <>
      <div className={classNames("no-print", layout.scrolls)}>
        <Segmented
          aria-label={t("showUnits")}
          value={light ?? "all"}
          onChange={(value) => {
            choose(value === "all" ? undefined : value);
          }}
          options={[
            { value: "all", label: t("allUnits") },
            ...LIGHTS.map((value) => ({ value, label: <RoundLight light={value} /> })),
            { value: "awaited", label: <RoundLight light={null} /> },
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <section className="card">
          <EmptyState isRelief={light !== "green"} title={t("noneWith", { light: t(`lights.${light ?? "green"}`) })} />
        </section>
      ) : (
        <UnitLights roundId={round.id} rows={shown} sentence={sentence} />
      )}
      <RedList items={items} isOpen={round.state === "open"} />
    </>
  );
}
