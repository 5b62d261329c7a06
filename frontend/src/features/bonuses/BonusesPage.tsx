import { Button, Grid, type TableProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClaimDialog } from "./ClaimDialog";
import { JudgeClaimDialog } from "./JudgeClaimDialog";
import { useNameKind } from "./kinds";
import { firstClaims, STATES, TONES, type Claim, type ClaimFilters } from "./queries";
import { keys } from "@/api/keys";
import { useMay, useSession } from "@/auth/session";
import { showShort } from "@/lib/decimals";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** What units claim as a bonus, and what an owner of another unit has granted of it. */
export default function BonusesPage() {
  const { t } = useTranslation("bonuses");
  const may = useMay();
  const ownUnit = useSession().unit;
  const [year] = useYear();
  const units = useUnitOptions();
  const nameUnit = useUnitNames();
  const nameKind = useNameKind();
  const isWide = Grid.useBreakpoint().md;
  const [unit] = useUrlState("unit");
  const [stateName] = useUrlState("state");
  const [isClaiming, claim] = useState(false);
  const [chosen, choose] = useState<Claim | null>(null);
  const filters: ClaimFilters = { year, unit, state: STATES.find((value) => value === stateName) };
  const mayClaim = may("appraisal:bonus:claim") && ownUnit !== null;
  const mayVerify = may("appraisal:bonus:verify");
  type Column = NonNullable<TableProps<Claim>["columns"]>[number];
  const matter: Column = {
    title: t("matter"),
    className: "decision-cell",
    render: (_, row) => (
      <>
        {row.matter}
        <div className="muted">{t("kindOf", { unit: nameUnit(row.unit_code), kind: nameKind(row.kind) })}</div>
      </>
    ),
  };
  const points: Column = {
    title: t("points"),
    render: (_, row) => (
      <>
        <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />
        <div className="num">{row.state === "refused" ? "–" : t("pointsOf", { points: showShort(row.points) })}</div>
      </>
    ),
  };
  const evidence: Column = {
    title: t("evidence"),
    className: "wrap-cell",
    render: (_, row) => (
      <>
        {row.evidence}
        <div className="muted">{t("claimedBy", { name: row.claimant_name })}</div>
      </>
    ),
  };
  const judgement: Column = {
    title: t("judgement"),
    className: "decision-cell",
    render: (_, row) => {
      if (row.state !== "claimed") {
        return (
          <>
            {row.reason}
            <div className="muted">{row.verifier_name}</div>
          </>
        );
      }
      if (!mayVerify || ownUnit?.code === row.unit_code)
        return <span className="muted">{t(mayVerify ? "ownUnit" : "awaited")}</span>;
      return (
        <Button
          aria-label={t("judgeOf", { unit: nameUnit(row.unit_code), matter: row.matter })}
          onClick={() => {
            choose(row);
          }}
        >
          {t("judge")}
        </Button>
      );
    },
  };
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={mayClaim && <NewButton label={t("claim")} onOpen={claim} />}
      />
      <DataList<Claim>
        caption={t("title", { year })}
        queryKey={keys.bonuses.list(filters)}
        firstPage={() => firstClaims(filters)}
        rowKey={(row) => row.id}
        empty={{
          title: t(unit || filters.state ? "emptyFiltered" : "empty"),
          hint: t(mayClaim ? "emptyClaim" : "emptyHint"),
        }}
        filters={
          <FilterBar
            filters={[
              {
                name: "state",
                label: t("state"),
                options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
              },
              ...(units.length > 1 ? [{ name: "unit", label: t("unit"), options: units, isLong: true }] : []),
            ]}
          />
        }
        columns={isWide ? [matter, evidence, points, judgement] : [matter, points, judgement, evidence]}
      />
      {ownUnit && (
        <ClaimDialog
          year={year}
          unit={ownUnit}
          open={isClaiming}
          onClose={() => {
            claim(false);
          }}
        />
      )}
      <JudgeClaimDialog
        claim={chosen}
        unit={nameUnit(chosen?.unit_code ?? "")}
        onClose={() => {
          choose(null);
        }}
      />
    </>
  );
}
