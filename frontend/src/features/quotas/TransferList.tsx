import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { assignTransfer, firstTransfers, type Transfer } from "./queries";
import type { Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useUnitOptions } from "@/lib/units";
import { DataList } from "@/ui/DataList";
import { FormDialog } from "@/ui/FormDialog";
import { StateTag } from "@/ui/StateTag";

const TONES = { decided: "due", assigned: "open", carried_out: "done", withdrawn: "still" } as const;

/** Transfers downward that were decided; where each leads is assigned here. */
export function TransferList({ year }: { year: number }) {
  const { t } = useTranslation(["quotas", "app"]);
  const may = useMay();
  const units = useUnitOptions();
  const [chosen, choose] = useState<Transfer | null>(null);
  return (
    <>
      <DataList<Transfer>
        caption={t("transfers")}
        queryKey={keys.transfers.list(year)}
        firstPage={() => firstTransfers(year)}
        rowKey={(row) => row.id}
        empty={{ title: t("noTransfers"), hint: t("noTransfersHint") }}
        columns={[
          {
            title: t("number"),
            className: "num",
            render: (_, row) => <Link to={`/proposals/${row.proposal_id}`}>{row.number}</Link>,
          },
          { title: t("cadre"), dataIndex: "cadre_name" },
          { title: t("from"), dataIndex: "from_unit_name" },
          { title: t("to"), render: (_, row) => row.to_unit_name ?? "–" },
          { title: t("decisionNumber"), className: "num", render: (_, row) => row.decision_number ?? "–" },
          { title: t("reason"), render: (_, row) => row.assignment_reason ?? "–" },
          {
            title: t("state"),
            render: (_, row) => <StateTag label={t(`transferStates.${row.state}`)} tone={TONES[row.state]} />,
          },
          {
            title: "",
            render: (_, row) =>
              may("personnel:proposal:decide_cadre") &&
              row.state === "decided" && (
                <Button
                  size="small"
                  onClick={() => {
                    choose(row);
                  }}
                >
                  {t("assign")}
                </Button>
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
            options={units.filter((unit) => unit.value !== chosen?.from_unit_code)}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={[{ required: true, whitespace: true, message: t("app:reasonNeeded") }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </FormDialog>
    </>
  );
}
