import { Button, Grid, type TableProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DecideVetoDialog } from "./DecideVetoDialog";
import { ProposeVetoDialog } from "./ProposeVetoDialog";
import { firstVetoes, TONES, type Veto, type VetoFilters } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useIssuedSchemes, vetoesOf } from "@/lib/schemes";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** Vetoes that were proposed and what the committee decided. */
export default function VetoesPage() {
  const { t } = useTranslation("vetoes");
  const may = useMay();
  const [year] = useYear();
  const units = useUnitOptions();
  const nameUnit = useUnitNames();
  const schemes = useIssuedSchemes(year);
  const isWide = Grid.useBreakpoint().md;
  const [unit] = useUrlState("unit");
  const [isProposing, propose] = useState(false);
  const [chosen, choose] = useState<Veto | null>(null);
  const filters: VetoFilters = { year, unit };
  const mayPropose = may("appraisal:veto:propose");
  const mayDecide = may("appraisal:veto:decide");
  const names = new Map(schemes.flatMap(vetoesOf).map((veto) => [veto.code, veto.name]));
  const nameVeto = (code: string): string => names.get(code) ?? code;
  type Column = NonNullable<TableProps<Veto>["columns"]>[number];
  const subject: Column = {
    title: t("unit"),
    render: (_, row) => (
      <>
        {nameUnit(row.unit_code)}
        <div className="muted">{nameVeto(row.veto_code)}</div>
      </>
    ),
  };
  const grounds: Column = {
    title: t("grounds"),
    className: "wrap-cell",
    render: (_, row) => (
      <>
        {row.grounds}
        <div className="muted">{t("proposedBy", { name: row.proposer_name })}</div>
      </>
    ),
  };
  const state: Column = {
    title: t("state"),
    render: (_, row) => <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />,
  };
  const decision: Column = {
    title: t("decision"),
    className: "decision-cell",
    render: (_, row) => {
      if (row.state !== "proposed") {
        return (
          <>
            <span className="num">{row.document_number}</span> {row.reason}
            <div className="muted">{row.decider_name}</div>
          </>
        );
      }
      if (!mayDecide) return <span className="muted">{t("awaited")}</span>;
      return (
        <Button
          aria-label={t("decideOf", { unit: nameUnit(row.unit_code), veto: nameVeto(row.veto_code) })}
          onClick={() => {
            choose(row);
          }}
        >
          {t("decide")}
        </Button>
      );
    },
  };
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={mayPropose && <NewButton label={t("propose")} onOpen={propose} />}
      />
      <DataList<Veto>
        caption={t("title", { year })}
        queryKey={keys.vetoes.list(filters)}
        firstPage={() => firstVetoes(filters)}
        rowKey={(row) => row.id}
        empty={{ title: t(unit ? "emptyUnit" : "empty"), hint: t(mayPropose ? "emptyPropose" : "emptyHint") }}
        filters={
          units.length > 1 && <FilterBar filters={[{ name: "unit", label: t("unit"), options: units, isLong: true }]} />
        }
        columns={isWide ? [subject, grounds, state, decision] : [subject, state, decision, grounds]}
      />
      <ProposeVetoDialog
        year={year}
        open={isProposing}
        onClose={() => {
          propose(false);
        }}
      />
      <DecideVetoDialog
        veto={chosen}
        unit={nameUnit(chosen?.unit_code ?? "")}
        name={nameVeto(chosen?.veto_code ?? "")}
        onClose={() => {
          choose(null);
        }}
      />
    </>
  );
}
