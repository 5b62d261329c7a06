import { Button, Form, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AssignManyDialog } from "./AssignManyDialog";
import { assignTransfer, firstTransfers, useTownshipOptions, type Transfer } from "./queries";
import type { Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { DataList } from "@/ui/DataList";
import { FormDialog } from "@/ui/FormDialog";
import { OutcomeDialog } from "@/ui/OutcomeDialog";
import { ReasonField } from "@/ui/ReasonField";
import { StateTag } from "@/ui/StateTag";

const TONES = { decided: "due", assigned: "open", carried_out: "done", withdrawn: "still" } as const;

/** Transfers downward that were decided; where each leads is assigned here. */
export function TransferList({ year }: { year: number }) {
  const { t } = useTranslation(["quotas", "app", "record"]);
  const may = useMay();
  const townships = useTownshipOptions();
  const mayAssign = may("personnel:proposal:decide_cadre");
  const mayRecord = may("personnel:outcome:import");
  const [chosen, choose] = useState<Transfer | null>(null);
  const [arrived, arrive] = useState<Transfer | null>(null);
  const [selected, select] = useState<Transfer[]>([]);
  const [isMany, askMany] = useState(false);
  return (
    <>
      <DataList<Transfer>
        caption={t("transfers")}
        queryKey={keys.transfers.list(year)}
        firstPage={() => firstTransfers(year)}
        rowKey={(row) => row.id}
        {...(mayAssign && {
          rowSelection: {
            selectedRowKeys: selected.map((row) => row.id),
            onChange: (_: unknown, rows: Transfer[]) => {
              select(rows);
            },
            getCheckboxProps: (row: Transfer) => ({ disabled: row.state !== "decided", "aria-label": row.number }),
          },
          filters: selected.length > 0 && (
            <Button
              type="primary"
              onClick={() => {
                askMany(true);
              }}
            >
              {t("assignMany", { count: selected.length })}
            </Button>
          ),
        })}
        empty={{ title: t("noTransfers"), hint: t("noTransfersHint") }}
        columns={[
          {
            title: t("number"),
            className: "num",
            render: (_, row) => <Link to={`/proposals/${row.proposal_id}`}>{row.number}</Link>,
          },
          { title: t("cadre"), dataIndex: "cadre_name" },
          { title: t("from"), dataIndex: "from_unit_name", responsive: ["md"] },
          { title: t("to"), render: (_, row) => row.to_unit_name ?? "–" },
          {
            title: t("decisionNumber"),
            className: "num",
            responsive: ["md"],
            render: (_, row) => row.decision_number ?? "–",
          },
          { title: t("reason"), responsive: ["md"], render: (_, row) => row.assignment_reason ?? "–" },
          {
            title: t("state"),
            render: (_, row) => <StateTag label={t(`transferStates.${row.state}`)} tone={TONES[row.state]} />,
          },
          {
            title: "",
            render: (_, row) => (
              <span className="row">
                {mayAssign && (row.state === "decided" || row.state === "assigned") && (
                  <Button
                    size="small"
                    onClick={() => {
                      choose(row);
                    }}
                  >
                    {t(row.state === "decided" ? "assign" : "assignAnew")}
                  </Button>
                )}
                {mayRecord && row.state === "assigned" && (
                  <Button
                    size="small"
                    onClick={() => {
                      arrive(row);
                    }}
                  >
                    {t("arrived")}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      <FormDialog<Schema<"TransferAssignment">>
        open={chosen !== null}
        title={t("assignOf", { name: chosen?.cadre_name ?? "", unit: chosen?.from_unit_name ?? "" })}
        confirmText={t("assign")}
        onSubmit={(values) => assignTransfer(chosen?.id ?? "", values)}
        touches={["transfers"]}
        onClose={() => {
          choose(null);
        }}
      >
        <Form.Item name="to_unit_code" label={t("to")} rules={[{ required: true, message: t("app:required") }]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={townships.filter((unit) => unit.value !== chosen?.from_unit_code)}
          />
        </Form.Item>
        <ReasonField label={t("reason")} />
      </FormDialog>
      <AssignManyDialog
        open={isMany}
        transfers={selected}
        onLeft={select}
        onClose={() => {
          askMany(false);
        }}
      />
      <OutcomeDialog
        open={arrived !== null}
        origin={{ proposal_id: arrived?.proposal_id ?? "" }}
        kinds={["transferred_down"]}
        cadres={arrived ? [{ code: arrived.cadre_code, name: arrived.cadre_name }] : []}
        decisionNumber={arrived?.decision_number ?? null}
        onClose={() => {
          arrive(null);
        }}
      />
    </>
  );
}
