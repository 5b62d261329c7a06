import { useQuery } from "@tanstack/react-query";
import { App, Button, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { decideMany, firstProposals, KINDS, STATES, type Proposal, type ProposalFilters } from "./queries";
import { countByKind, decisionFrom, sayContent, TONES, type DecideValues } from "./words";
import { keys } from "@/api/keys";
import { useMay, type Permission } from "@/auth/session";
import { showDecimal } from "@/lib/decimals";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { DecideDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { TierMark } from "@/ui/TierMark";

/** As many as a sentence can name. */
const NAMED = 12;

/** Proposals kind by kind, so that what is decided together is alike. */
export default function ProposalsPage() {
  const { t, i18n } = useTranslation(["proposals", "app"]);
  const may = useMay();
  const { message } = App.useApp();
  const [year] = useYear();
  const [kindName, setKind] = useUrlState("kind");
  const [stateName] = useUrlState("state");
  const [unit] = useUrlState("unit");
  const [selected, select] = useState<readonly Proposal[]>([]);
  const [isAsked, ask] = useState(false);
  const units = useUnitOptions();
  const unitName = useUnitNames();
  const open = { year, kind: undefined, state: "proposed", unit: undefined } as const;
  const waiting = useQuery({ queryKey: keys.proposals.open(year), queryFn: () => firstProposals(open) });
  const counts = countByKind(waiting.data?.items ?? []);
  const kind = KINDS.find((value) => value === kindName) ?? KINDS.find((value) => counts.has(value)) ?? KINDS[0]!;
  const filters: ProposalFilters = { year, kind, state: STATES.find((value) => value === stateName), unit };
  const decidable = (row: Proposal): boolean => row.state === "proposed" && may(row.deciding_permission as Permission);
  const english = i18n.language === "en";
  const decide = async (values: DecideValues): Promise<void> => {
    const outcome = await decideMany(
      selected.map((row) => row.id),
      decisionFrom(values),
    );
    const refused = outcome.items.filter((row) => row.status === "refused");
    const why = refused.map((row) => `${selected[row.index]?.number ?? ""} ${row.errors[0]?.message ?? ""}`).join(" ");
    if (outcome.written === 0 && why) throw new Error(why);
    select(refused.flatMap((row) => selected[row.index] ?? []));
    if (refused.length === 0) void message.success(t("batchDone", { count: outcome.written }));
    else void message.warning(t("batchPartly", { count: outcome.written, refused: refused.length, why }), 8);
  };
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={
          selected.length > 0 && (
            <Button
              type="primary"
              onClick={() => {
                ask(true);
              }}
            >
              {t("decideSelected", { count: selected.length })}
            </Button>
          )
        }
      />
      <Tabs
        activeKey={kind}
        onChange={(key) => {
          select([]);
          setKind(key);
        }}
        items={KINDS.map((value) => ({
          key: value,
          label: counts.has(value)
            ? t("kindWith", { kind: t(`kinds.${value}`), count: counts.get(value) })
            : t(`kinds.${value}`),
        }))}
      />
      <DataList<Proposal>
        caption={t(`kinds.${kind}`)}
        queryKey={keys.proposals.list(filters)}
        firstPage={() => firstProposals(filters)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty"), hint: t("emptyHint") }}
        rowSelection={{
          selectedRowKeys: selected.map((row) => row.id),
          onChange: (_, rows) => {
            select(rows);
          },
          getCheckboxProps: (row) => ({ disabled: !decidable(row), "aria-label": row.number }),
        }}
        filters={
          <FilterBar
            filters={[
              {
                name: "state",
                label: t("state"),
                options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
              },
              { name: "unit", label: t("unit"), options: units, isLong: true },
            ]}
            onChange={() => {
              select([]);
            }}
          />
        }
        columns={[
          {
            title: t("number"),
            className: "num",
            render: (_, row) => <Link to={`/proposals/${row.id}`}>{row.number}</Link>,
          },
          { title: t("unit"), dataIndex: "unit_name" },
          { title: t("cadre"), render: (_, row) => row.cadre_name ?? "–" },
          { title: t("proposed"), render: (_, row) => sayContent(t, row.content, unitName) },
          {
            title: t("basis"),
            className: "num",
            render: (_, row) => (
              <span title={english ? row.evidence.sentence.en : row.evidence.sentence.zh}>
                {t("rankOf", {
                  rank: row.evidence.rank ?? "–",
                  of: row.evidence.of,
                  total: showDecimal(row.evidence.total),
                })}{" "}
                <TierMark tier={row.evidence.tier} />
              </span>
            ),
          },
          {
            title: t("state"),
            render: (_, row) => (
              <>
                <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />
                {row.review_state === "needed" && <StateTag label={t("reviewStates.needed")} tone="due" />}
              </>
            ),
          },
          { title: t("decided"), render: (_, row) => (row.decided ? sayContent(t, row.decided, unitName) : "–") },
        ]}
      />
      <DecideDialog
        open={isAsked}
        title={t("decideSelected", { count: selected.length })}
        sentence={t("batchSentence", {
          kind: t(`kinds.${kind}`),
          count: selected.length,
          names: t(selected.length > NAMED ? "namesMore" : "names", {
            count: selected.length - NAMED,
            names: selected
              .slice(0, NAMED)
              .map((row) => row.cadre_name ?? row.unit_name)
              .join(t("app:listSeparator")),
          }),
        })}
        onDecide={decide}
        touches={["proposals"]}
        onClose={() => {
          ask(false);
        }}
      />
    </>
  );
}
