import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { decideReview, type Outcome, type Review } from "./queries";
import type { Schema } from "@/api/client";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Props {
  review: Review;
  open: boolean;
  onClose: () => void;
}

/** The committee upholds the result or has it changed; what follows is said before it decides. */
export function DecideReviewDialog({ review, open, onClose }: Props) {
  const { t } = useTranslation(["reviews", "app"]);
  return (
    <FormDialog<Schema<"ReviewDecision">>
      open={open}
      title={t("decideOf", { name: review.subject_name })}
      confirmText={t("decide")}
      onSubmit={(values) => decideReview(review, values)}
      touches={["reviews", "results"]}
      onClose={onClose}
    >
      <blockquote className="dialog-sentence">
        {review.grounds}
        <div className="muted">{t("by", { name: review.requester_name })}</div>
      </blockquote>
      <Form.Item name="outcome" label={t("outcome")} rules={[{ required: true, message: t("app:required") }]}>
        <Radio.Group
          options={(["upheld", "changed"] as const).map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        />
      </Form.Item>
      <Follows />
      <ReasonField label={t("reason")} />
    </FormDialog>
  );
}

function Follows() {
  const { t } = useTranslation("reviews");
  const outcome = Form.useWatch<Outcome | undefined>("outcome");
  return (
    <p className="muted" aria-live="polite">
      {outcome && t(`follows.${outcome}`)} {t("follows.none")}
    </p>
  );
}
