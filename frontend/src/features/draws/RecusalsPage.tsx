import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DeclareDialog } from "./DeclareDialog";
import { endRecusal, firstRecusals, termQuery, type Recusal } from "./queries";
import { TermDialog } from "./TermDialog";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { DataList } from "@/ui/DataList";
import { NewButton } from "@/ui/NewButton";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** From which units people stand aside. Inspectors see and declare their own. */
export default function RecusalsPage() {
  const { t } = useTranslation("draws");
  const may = useMay();
  const unitName = useUnitNames();
  const [shown, show] = useUrlState("shown");
  const [isDeclaring, setDeclaring] = useState(false);
  const [ending, choose] = useState<Recusal | null>(null);
  const [isSetting, setSetting] = useState(false);
  const years = useQuery(termQuery).data?.years;
  const mayEnd = may("supervision:recusal:end");
  return (
    <>
      <PageHeader
        title={t("recusals.title")}
        note={
          <>
            {t("recusals.note")} {years !== undefined && t("recusals.term", { count: years })}
          </>
        }
        actions={
          <>
            {mayEnd && years !== undefined && (
              <Button
                onClick={() => {
                  setSetting(true);
                }}
              >
                {t("recusals.setTerm")}
              </Button>
            )}
            {may("supervision:recusal:declare") && <NewButton label={t("recusals.declare")} onOpen={setDeclaring} />}
          </>
        }
      />
      <DataList<Recusal>
        caption={t("recusals.title")}
        queryKey={keys.recusals.list(shown)}
        firstPage={() => firstRecusals(shown === "all" ? undefined : true)}
        rowKey={(row) => row.id}
        empty={{ title: t("recusals.empty"), hint: t("recusals.emptyHint") }}
        filters={
          <Segmented
            aria-label={t("recusals.shown")}
            value={shown === "all" ? "all" : "inForce"}
            options={(["inForce", "all"] as const).map((value) => ({ value, label: t(`recusals.${value}`) }))}
            onChange={(value) => {
              show(value === "all" ? "all" : undefined);
            }}
          />
        }
        columns={[
          { title: t("recusals.who"), dataIndex: "name" },
          { title: t("unit"), render: (_, row) => unitName(row.unit_code) },
          { title: t("recusals.ground"), render: (_, row) => t(`recusals.grounds.${row.ground}`) },
          {
            title: t("recusals.declared"),
            render: (_, row) => `${showDate(row.declared_at)} ${row.declared_by_name}`,
          },
          {
            title: t("state"),
            render: (_, row) =>
              row.ended_at ? (
                <StateTag label={t("recusals.endedOn", { day: showDate(row.ended_at) })} tone="still" />
              ) : (
                <StateTag label={t("recusals.inForce")} tone="open" />
              ),
          },
          ...(mayEnd
            ? [
                {
                  title: t("recusals.action"),
                  render: (_: unknown, row: Recusal) =>
                    row.ended_at === null && (
                      <Button
                        size="small"
                        onClick={() => {
                          choose(row);
                        }}
                      >
                        {t("recusals.end")}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      <TermDialog
        open={isSetting}
        years={years ?? 0}
        onClose={() => {
          setSetting(false);
        }}
      />
      <DeclareDialog
        open={isDeclaring}
        onClose={() => {
          setDeclaring(false);
        }}
      />
      <ReasonDialog
        open={ending !== null}
        title={t("recusals.endTitle", { name: ending?.name, unit: unitName(ending?.unit_code ?? "") })}
        confirmText={t("recusals.end")}
        onConfirm={() => endRecusal(ending?.id ?? "")}
        touches={["recusals"]}
        onClose={() => {
          choose(null);
        }}
      >
        {t("recusals.endEffect")}
      </ReasonDialog>
    </>
  );
}
