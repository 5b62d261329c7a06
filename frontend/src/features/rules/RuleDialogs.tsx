import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { adoptTemplate, changeRule, createRule, type DeductionRule } from "./queries";
import { RuleFields } from "./RuleFields";
import { beginRule, contentOf, entryOf, valuesOf, type RuleValues } from "./ruleValues";
import { ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";

/** What is done with the catalogue, and with which of its rules. */
export type RuleStep =
  | { what: "adopt" }
  | { what: "create" }
  | { what: "change"; rule: DeductionRule }
  | { what: "end"; rule: DeductionRule };

interface Props {
  year: number;
  step: RuleStep | null;
  onClose: () => void;
}

/** The dialog of the step that was chosen. */
export function RuleDialogs({ year, step, onClose }: Props) {
  const { t, i18n } = useTranslation(["deductions", "app"]);
  if (step === null) return null;
  if (step.what === "adopt") {
    return (
      <ReasonDialog
        open
        title={t("rules.adopt")}
        confirmText={t("rules.adopt")}
        onConfirm={() => adoptTemplate(year)}
        touches={["rules"]}
        onClose={onClose}
      >
        {t("rules.adoptEffect", { year })}
      </ReasonDialog>
    );
  }
  if (step.what === "create") {
    return (
      <FormDialog<RuleValues>
        open
        wide
        title={t("rules.create")}
        confirmText={t("rules.create")}
        initialValues={beginRule(year, t("rules.ordinary"))}
        onSubmit={(values) =>
          createRule(entryOf(values, { year, code: values.code, valid_to: null }), t("rules.codeTaken"))
        }
        touches={["rules"]}
        onClose={onClose}
      >
        <RuleFields year={year} isNew />
      </FormDialog>
    );
  }
  const { rule } = step;
  const name = i18n.language === "en" ? rule.title_en : rule.title;
  if (step.what === "change") {
    return (
      <FormDialog<RuleValues>
        open
        wide
        title={t("rules.changeOf", { name })}
        confirmText={t("app:save")}
        initialValues={valuesOf(rule)}
        onSubmit={(values) =>
          changeRule(entryOf(values, { year: rule.year, code: rule.code, valid_to: rule.valid_to }))
        }
        touches={["rules"]}
        onClose={onClose}
      >
        <p className="dialog-text">{t("rules.changeEffect")}</p>
        <RuleFields year={rule.year} isNew={false} />
      </FormDialog>
    );
  }
  return (
    <FormDialog<{ valid_to: string }>
      open
      danger
      title={t("rules.endOf", { name })}
      confirmText={t("rules.end")}
      onSubmit={({ valid_to }) => changeRule({ ...contentOf(rule), valid_to })}
      touches={["rules"]}
      onClose={onClose}
    >
      <p className="dialog-text">{t("rules.endEffect")}</p>
      <Form.Item name="valid_to" label={t("rules.lastDay")} rules={[{ required: true, message: t("app:required") }]}>
        <Input type="date" min={rule.valid_from} />
      </Form.Item>
    </FormDialog>
  );
}
