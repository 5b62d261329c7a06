import { Alert, AutoComplete, Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { GradeLight } from "./GradeLight";
import { GRADES, recordFinding, type Finding, type FindingEntry, type RoundDetail } from "./queries";
import { useUnits } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  open: boolean;
  round: RoundDetail;
  findings: readonly Finding[];
  /** The finding that is changed; null for a new one. */
  finding: Finding | null;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

/** What was found at a unit on one subject. The same unit and subject again changes what stood there. */
export function FindingDialog({ open, round, findings, finding, onDone, onClose }: Props) {
  const { t } = useTranslation("quarterly");
  const { unit_code, subject, grade, finding: text, due_on } = finding ?? {};
  return (
    <FormDialog<FindingEntry>
      open={open}
      title={
        finding
          ? t("changeOf", { unit: finding.unit_name, subject: finding.subject })
          : t("recordTitle", { round: round.title })
      }
      confirmText={t(finding ? "saveChange" : "saveFinding")}
      initialValues={finding ? { unit_code, subject, grade, finding: text, due_on: due_on ?? null } : {}}
      onSubmit={(values) => recordFinding(round.id, { ...values, due_on: values.due_on || null }).then(onDone)}
      onClose={onClose}
    >
      <FindingFields round={round} findings={findings} isChange={finding !== null} />
    </FormDialog>
  );
}

type FieldsProps = Pick<Props, "round" | "findings"> & { isChange: boolean };

function FindingFields({ round, findings, isChange }: FieldsProps) {
  const { t } = useTranslation(["quarterly", "app"]);
  const units = useUnits();
  const unitCode: unknown = Form.useWatch("unit_code");
  const subject: unknown = Form.useWatch("subject");
  const standing = findings.find((one) => one.unit_code === unitCode && one.subject === subject);
  const written = [{ required: true, whitespace: true, message: t("app:required") }];
  const asked = units?.filter((unit) => unit.isActive && round.class_codes.includes(unit.classCode ?? ""));
  return (
    <>
      <Form.Item name="unit_code" label={t("unit")} rules={written}>
        <Select
          disabled={isChange}
          loading={units === null}
          showSearch={{ optionFilterProp: "label" }}
          options={asked?.map((unit) => ({ value: unit.code, label: unit.name })) ?? []}
        />
      </Form.Item>
      <Form.Item name="subject" label={t("subject")} rules={written} extra={isChange ? undefined : t("subjectHint")}>
        <AutoComplete
          disabled={isChange}
          maxLength={120}
          options={[...new Set(findings.map((one) => one.subject))].map((value) => ({ value }))}
          showSearch={{ filterOption: true }}
        />
      </Form.Item>
      {standing && !isChange && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t("replaces", { light: t(`lights.${standing.grade}`), finding: standing.finding })}
        />
      )}
      <Form.Item
        name="grade"
        label={t("light")}
        rules={[{ required: true, message: t("app:required") }]}
        extra={t("rule")}
      >
        <Radio.Group options={[...GRADES].reverse().map((value) => ({ value, label: <GradeLight grade={value} /> }))} />
      </Form.Item>
      <Form.Item name="finding" label={t("finding")} rules={written}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="due_on" label={t("dueOn")} extra={t("dueHint")}>
        <Input type="date" style={{ maxWidth: 200 }} />
      </Form.Item>
    </>
  );
}
