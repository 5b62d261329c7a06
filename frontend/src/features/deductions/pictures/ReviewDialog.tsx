import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { approve, pictureAddress, reject, type PublicPicture } from "./pictures";
import { useAct } from "@/lib/useAct";
import { Dialog } from "@/ui/Dialog";
import { contentAddress } from "@/ui/evidence/evidence";
import { KeptImage } from "@/ui/evidence/KeptImage";
import { ReasonDialog } from "@/ui/dialogs";
import { Problem } from "@/ui/Problem";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./ReviewDialog.module.css";

interface Props {
  picture: PublicPicture | null;
  onClose: () => void;
}

/** Photo and public picture side by side; whoever lets it out has not prepared it. */
export function ReviewDialog({ picture, onClose }: Props) {
  const { t } = useTranslation(["pictures", "app"]);
  const { message } = App.useApp();
  const [isRejecting, setRejecting] = useState(false);
  const letOut = useAct({
    act: approve,
    touches: ["deductions"],
    onDone: () => {
      void message.success(t("approved"));
      onClose();
    },
  });
  const close = (): void => {
    letOut.forget();
    onClose();
  };
  return (
    <>
      <Dialog
        open={picture !== null}
        title={t("reviewTitle")}
        width={1120}
        className={layout.atTop}
        destroyOnHidden
        onCancel={close}
        footer={
          picture && (
            <span className={classNames("row", styles.buttons)}>
              <Button
                danger
                onClick={() => {
                  setRejecting(true);
                }}
              >
                {t("reject")}
              </Button>
              <Button
                type="primary"
                loading={letOut.isBusy}
                onClick={() => {
                  letOut.run(picture.id);
                }}
              >
                {t("approve")}
              </Button>
            </span>
          )
        }
      >
        {picture && (
          <div className={classNames("stack", layout.dense)}>
            <p className={layout.flush}>{t("reviewTask")}</p>
            <div className="pictures-pair">
              <figure>
                <KeptImage src={pictureAddress(picture.id)} alt={picture.alt_text} />
                <figcaption>
                  {picture.says_nothing_to_hide ? t("saidNothing") : t("forPublic", { count: picture.covered.length })}
                </figcaption>
              </figure>
              <figure>
                <KeptImage src={contentAddress(picture.evidence_id)} alt={t("originalAlt")} />
                <figcaption className="muted">{t("original")}</figcaption>
              </figure>
            </div>
            <p className={layout.flush}>{t("wordsAre", { words: picture.alt_text })}</p>
            {picture.alt_text_en && (
              <p className={layout.flush}>{t("wordsInEnglish", { words: picture.alt_text_en })}</p>
            )}
            <Problem of={letOut} />
          </div>
        )}
      </Dialog>
      <ReasonDialog
        open={isRejecting && picture !== null}
        title={t("rejectAsk")}
        confirmText={t("reject")}
        danger
        reasonLabel={t("reason")}
        onConfirm={(reason) => reject(picture?.id ?? "", reason)}
        touches={["deductions"]}
        onDone={close}
        onClose={() => {
          setRejecting(false);
        }}
      />
    </>
  );
}
