import { Form, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { KINDS, recordVisit, type VisitKind, type VisitRow } from "./queries";
import { useSession } from "@/auth/session";
import { fromField, toField } from "@/lib/dates";
import { newId } from "@/api/ids";
import { placeRefusal } from "@/lib/refusals";
import { useUnits } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";

interface Values {
  unit_code: string;
  kind: VisitKind;
  visited_at: string;
  place: string;
  companions?: string[];
  findings: string;
}

interface Props {
  open: boolean;
  onDone: (visit: VisitRow) => unknown;
  onClose: () => void;
}

/** Where, when, with whom, and what was seen. A visit is never edited, so the dialog says so. */
export function VisitDialog({ open, onDone, onClose }: Props) {
  const { t } = useTranslation(["visits", "app"]);
  const { office_now, unit: ownUnit } = useSession();
  const [id, renewId] = useState(newId);
  const units = useUnits();
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  const submit = ({ visited_at, companions, ...values }: Values): Promise<VisitRow> => {
    const entry = { id, ...values, companions: companions ?? [], visited_at: fromField(visited_at) };
    return placeRefusal(recordVisit(entry), { unknown_unit: { pointer: "/unit_code" } });
  };
  return (
    <FormDialog<Values, VisitRow>
      open={open}
      wide
      title={t("record")}
      confirmText={t("saveVisit")}
      initialValues={{ kind: "open", visited_at: toField(office_now) }}
      onSubmit={submit}
      touches={["visits"]}
      onDone={(visit) => {
        renewId(newId());
        return onDone(visit);
      }}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t("kind")} extra={t("kindHint")}>
        <Radio.Group options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
      </Form.Item>
      <div className="fields">
        <Form.Item name="unit_code" label={t("unit")} rules={required}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            loading={units === null}
            options={units
              ?.filter((unit) => unit.isActive && unit.code !== ownUnit?.code)
              .map((unit) => ({ value: unit.code, label: unit.name }))}
          />
        </Form.Item>
        <Form.Item name="visited_at" label={t("visitedAt")} rules={required}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item name="place" label={t("place")} rules={required} extra={t("placeHint")}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="companions" label={t("companions")} extra={t("companionsHint")}>
        <Select mode="tags" open={false} maxCount={10} suffixIcon={null} tokenSeparators={["、", "，", ",", " "]} />
      </Form.Item>
      <Form.Item name="findings" label={t("findings")} rules={required} extra={t("findingsHint")}>
        <Input.TextArea rows={5} maxLength={4000} showCount />
      </Form.Item>
    </FormDialog>
  );
}
