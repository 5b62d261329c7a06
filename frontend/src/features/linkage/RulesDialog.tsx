import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { LadderFields } from "./LadderFields";
import { toDocument, toTyped, type TypedDocument } from "./percents";
import { changeRules, type LinkageRules } from "./queries";
import { QuotaFields } from "./QuotaFields";
import { BonusFields, NominationFields, TransferFields } from "./RuleFields";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  open: boolean;
  rules: LinkageRules;
  onClose: () => void;
}

/** The whole document as a form in the order of its articles; the sentences are written anew from it. */
export function RulesDialog({ open, rules, onClose }: Props) {
  const { t } = useTranslation("linkage");
  return (
    <FormDialog<TypedDocument>
      open={open}
      wide
      title={t("changeOf", { year: rules.year })}
      confirmText={t("saveDraft")}
      initialValues={toTyped(rules.document)}
      onSubmit={(typed) => changeRules(rules, toDocument(typed))}
      touches={["linkage"]}
      onClose={onClose}
    >
      <TitleFields />
      <QuotaFields />
      <NominationFields />
      <BonusFields />
      <TransferFields />
      <LadderFields />
    </FormDialog>
  );
}

/** Both languages or neither: without a title of its own the document is called after its year. */
function TitleFields() {
  const { t } = useTranslation("linkage");
  const title = Form.useWatch<{ zh?: string; en?: string } | undefined>("title") ?? {};
  const rule = (other: string | undefined) => [{ required: Boolean(other), message: t("titleBoth") }];
  return (
    <>
      <Form.Item name={["title", "zh"]} label={t("titleZh")} extra={t("titleHint")} rules={rule(title.en)}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={["title", "en"]} label={t("titleEn")} rules={rule(title.zh)}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}
