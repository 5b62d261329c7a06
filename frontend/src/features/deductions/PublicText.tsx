import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { reviewPublicText, type Deduction } from "./queries";
import { showTime } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** What the public reads of a deduction beside unit, rule and points: a text of its own, which somebody reviews. */
export function PublicText({ row }: { row: Deduction }) {
  const { t } = useTranslation("deductions");
  const [isOpen, setOpen] = useState(false);
  const action = row.actions.find(({ name }) => name === "review_public_text");
  const isPublished = row.published_at !== null;
  const mayAct = action?.allowed === true && (!isPublished || row.public_text !== null || row.public_place !== null);
  const hasWords = row.public_text !== null || row.public_place !== null;
  if (!hasWords && !mayAct) return null;
  const state = row.public_text_reviewed_at
    ? t("publicText.reviewed", { time: showTime(row.public_text_reviewed_at) })
    : t("publicText.unreviewed");
  return (
    <section className="card" aria-label={t("publicText.title")}>
      <div className={classNames("row", layout.apart)}>
        <strong>{t("publicText.title")}</strong>
        {mayAct && (
          <Button
            danger={isPublished}
            onClick={() => {
              setOpen(true);
            }}
          >
            {t(isPublished ? "publicText.withhold" : "publicText.review")}
          </Button>
        )}
      </div>
      <p className={layout.under}>{row.public_text ?? t("publicText.none")}</p>
      <p className={layout.closeUnder}>{t("publicText.placeIs", { place: row.public_place ?? row.unit_name })}</p>
      {hasWords && <p className="muted">{state}</p>}
      <FormDialog<{ public_text?: string; public_place?: string }>
        open={isOpen}
        title={t(isPublished ? "publicText.withholdTitle" : "publicText.title")}
        confirmText={t(isPublished ? "publicText.withhold" : "publicText.save")}
        danger={isPublished}
        initialValues={isPublished ? {} : { public_text: row.public_text ?? "", public_place: row.public_place ?? "" }}
        onSubmit={({ public_text, public_place }) =>
          reviewPublicText(row, {
            public_text: public_text?.trim() || null,
            public_place: public_place?.trim() || null,
          })
        }
        touches={["deductions"]}
        onClose={() => {
          setOpen(false);
        }}
      >
        <p className={layout.flush}>{t(isPublished ? "publicText.withholdEffect" : "publicText.rule")}</p>
        {!isPublished && (
          <>
            <Form.Item name="public_text" label={t("publicText.label")}>
              <Input.TextArea rows={4} maxLength={500} showCount />
            </Form.Item>
            <Form.Item
              name="public_place"
              label={t("publicText.village")}
              extra={t("publicText.villageHint", { unit: row.unit_name })}
            >
              <Input maxLength={20} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </section>
  );
}
