import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { decideGrants, type Decision, type Grant } from "./queries";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Props {
  grants: readonly Grant[];
  onDone: () => void;
  onClose: () => void;
}

/** Confirm or refuse, after reading what each office may do; a refusal says why. */
export function DecideGrantsDialog({ grants, onDone, onClose }: Props) {
  const { t } = useTranslation(["accounts", "app"]);
  return (
    <FormDialog<Decision>
      open={grants.length > 0}
      title={t("grants.dialogTitle")}
      confirmText={t("grants.save")}
      initialValues={{ decision: "confirm" }}
      onSubmit={(decision) => decideGrants(grants, decision)}
      touches={["accounts"]}
      isStaleAfter={() => true}
      onDone={onDone}
      onClose={onClose}
    >
      <ul className="dialog-sentence" aria-label={t("grants.mayDo")}>
        {grants.map((grant) => (
          <li key={grant.id}>
            {t("grants.line", {
              name: grant.display_name,
              username: grant.username,
              role: t(`app:roles.${grant.role}`),
              hint: t(`hints.${grant.role}`),
            })}
          </li>
        ))}
      </ul>
      <DecisionFields />
    </FormDialog>
  );
}

function DecisionFields() {
  const { t } = useTranslation("accounts");
  const decision: unknown = Form.useWatch("decision");
  return (
    <>
      <Form.Item name="decision" label={t("grants.outcome")}>
        <Radio.Group
          options={(["confirm", "refuse"] as const).map((value) => ({ value, label: t(`grants.outcomes.${value}`) }))}
        />
      </Form.Item>
      {decision === "refuse" && <ReasonField label={t("grants.reason")} />}
    </>
  );
}
