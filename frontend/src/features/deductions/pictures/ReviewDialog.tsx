import { Alert, App, Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { approve, pictureAddress, reject, type PublicPicture } from "./pictures";
import { contentAddress } from "@/ui/evidence/evidence";
import { KeptImage } from "@/ui/evidence/KeptImage";
import { ReasonDialog } from "@/ui/dialogs";

interface Props {
  picture: PublicPicture | null;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

/** Photo and public picture side by side; whoever lets it out has not prepared it. */
export function ReviewDialog({ picture, onDone, onClose }: Props) {
  const { t } = useTranslation(["pictures", "app"]);
  const { message } = App.useApp();
  const [isRejecting, setRejecting] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const close = (): void => {
    setProblem(null);
    onClose();
  };
  const letOut = async (id: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await approve(id);
      await onDone();
      void message.success(t("approved"));
      close();
    } catch (error) {
      setProblem((error instanceof Error && error.message) || t("app:errors.unreachable"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Modal
        open={picture !== null}
        title={t("reviewTitle")}
        width={1120}
        style={{ top: 16 }}
        destroyOnHidden
        onCancel={close}
        footer={
          picture && (
            <span className="row" style={{ justifyContent: "flex-end" }}>
              <Button
                danger
                onClick={() => {
                  setRejecting(true);
                }}
              >
                {t("reject")}
              </Button>
              <Button type="primary" loading={isBusy} onClick={() => void letOut(picture.id)}>
                {t("approve")}
              </Button>
            </span>
          )
        }
      >
        {picture && (
          <div className="stack" style={{ gap: 12 }}>
            <p style={{ margin: 0 }}>{t("reviewTask")}</p>
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
            <p style={{ margin: 0 }}>{t("wordsAre", { words: picture.alt_text })}</p>
            {picture.alt_text_en && <p style={{ margin: 0 }}>{t("wordsInEnglish", { words: picture.alt_text_en })}</p>}
            {problem && <Alert type="error" showIcon title={problem} />}
          </div>
        )}
      </Modal>
      <ReasonDialog
        open={isRejecting && picture !== null}
        title={t("rejectAsk")}
        confirmText={t("reject")}
        danger
        reasonLabel={t("reason")}
        onConfirm={(reason) =>
          reject(picture?.id ?? "", reason)
            .then(onDone)
            .then(close)
        }
        onClose={() => {
          setRejecting(false);
        }}
      />
    </>
  );
}
