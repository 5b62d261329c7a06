import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { issueRules, type LinkageRules } from "./queries";
import type { Schema } from "@/api/client";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  open: boolean;
  rules: LinkageRules;
  onClose: () => void;
}

/** Issued under its document number; nothing of it can be changed afterwards, and proposals follow from it. */
export function IssueDialog({ open, rules, onClose }: Props) {
  const { t, i18n } = useTranslation(["linkage", "app"]);
  return (
    <FormDialog<Schema<"LinkageIssue">>
      open={open}
      title={t("issueOf", { title: i18n.language === "en" ? rules.title.en : rules.title.zh })}
      confirmText={t("issue")}
      onSubmit={(values) => issueRules(rules.year, values)}
      touches={["linkage", "proposals", "quotas"]}
      isStaleAfter={() => true}
      onClose={onClose}
    >
      <p className="dialog-text">{t("issueEffect", { count: rules.articles.length, year: rules.year })}</p>
      <Form.Item
        name="decision_number"
        label={t("decisionNumber")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={80} />
      </Form.Item>
    </FormDialog>
  );
}
