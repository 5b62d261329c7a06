import { useQuery } from "@tanstack/react-query";
import { Button, Descriptions } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { unitQuery, type Unit } from "./queries";
import { ClassifyDialog, DissolveDialog, RestoreDialog, UnitChangeDialog } from "./UnitDialogs";
import { mayOpenUnit, useMay, useSession } from "@/auth/session";
import { wordOf } from "@/i18n/words";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

type Step = "change" | "classify" | "dissolve" | "restore";

/** What the county has on file of a unit: name, kind, seat, and its classes so far. */
export default function UnitFilePage() {
  const { t } = useTranslation("units");
  const { code = "" } = useParams();
  const session = useSession();
  const mayReadCadres = useMay()("directory:cadre:read");
  const unit = useQuery(unitQuery(code));
  if (unit.isPending) return <PageSkeleton />;
  if (unit.isError) return <ErrorState error={unit.error} onRetry={() => void unit.refetch()} />;
  const row = unit.data;
  return (
    <>
      <PageHeader
        title={row.name}
        number={row.code}
        trail={[{ label: t("title"), path: "/units" }]}
        actions={<Steps unit={row} />}
      />
      <div className="stack">
        <section className="card" aria-label={t("facts")}>
          <Descriptions
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: "state",
                label: t("state"),
                children: (
                  <StateTag
                    tone={row.is_active ? "done" : "still"}
                    label={t(row.is_active ? "inService" : "dissolved")}
                  />
                ),
              },
              { key: "kind", label: t("kind"), children: wordOf("units:kinds", row.kind) },
              {
                key: "place",
                label: t("place"),
                children: row.latitude === null ? t("noPlace") : `${row.latitude}, ${row.longitude ?? ""}`,
              },
            ]}
          />
          <div className={classNames("row", layout.under)}>
            {mayOpenUnit(session, row.code) && <Link to={`/overview/units/${row.code}`}>{t("toScores")}</Link>}
            {mayReadCadres && <Link to={`/cadres?unit_code=${row.code}`}>{t("toCadres")}</Link>}
          </div>
        </section>
        <ClassHistory unit={row} />
      </div>
    </>
  );
}

function ClassHistory({ unit }: { unit: Unit }) {
  const { t } = useTranslation("units");
  return (
    <section className="card stack" aria-label={t("history")}>
      <h2 className={layout.flush}>{t("history")}</h2>
      <WideTable
        label={t("history")}
        rowKey="from_on"
        dataSource={unit.memberships.toReversed()}
        locale={{ emptyText: t("unclassifiedHint") }}
        columns={[
          { title: t("class"), dataIndex: "class_name" },
          { title: t("since"), dataIndex: "from_on", className: "num" },
          { title: t("until"), className: "num", render: (_, row) => row.to_on ?? t("lasting") },
          { title: t("reason"), dataIndex: "reason" },
          { title: t("document"), render: (_, row) => row.document_number ?? "–" },
        ]}
      />
    </section>
  );
}

function Steps({ unit }: { unit: Unit }) {
  const { t } = useTranslation("units");
  const mayManage = useMay()("directory:unit:manage");
  const [step, take] = useState<Step | null>(null);
  if (!mayManage) return null;
  const dialog = (name: Step) => ({
    unit,
    open: step === name,
    onClose: () => {
      take(null);
    },
  });
  const offered: Step[] = unit.is_active ? ["change", "dissolve", "classify"] : ["change", "restore"];
  return (
    <>
      {offered.map((name) => (
        <Button
          key={name}
          danger={name === "dissolve"}
          type={name === "classify" ? "primary" : "default"}
          onClick={() => {
            take(name);
          }}
        >
          {t(`${name}.open`)}
        </Button>
      ))}
      <UnitChangeDialog {...dialog("change")} />
      <ClassifyDialog {...dialog("classify")} />
      <DissolveDialog {...dialog("dissolve")} />
      <RestoreDialog {...dialog("restore")} />
    </>
  );
}
