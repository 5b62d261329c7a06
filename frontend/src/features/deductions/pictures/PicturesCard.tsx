import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "./pictures.css";
import { pictureAddress, picturesQuery, withdrawPicture, type PictureState, type PublicPicture } from "./pictures";
import { RedactDialog } from "./RedactDialog";
import { ReviewDialog } from "./ReviewDialog";
import { evidenceQuery, type Evidence } from "@/ui/evidence/evidence";
import { KeptImage } from "@/ui/evidence/KeptImage";
import type { Deduction } from "../queries";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { ReasonDialog } from "@/ui/dialogs";
import { StateTag, type Tone } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

const TONES: Record<PictureState, Tone> = { prepared: "due", approved: "done", rejected: "still", withdrawn: "bad" };

/** What the public sees of the photos: prepared here, let out by somebody else, listed for good. */
export function PicturesCard({ row }: { row: Deduction }) {
  const { t } = useTranslation("pictures");
  const mayPrepare = useMay()("supervision:picture:prepare");
  const pictures = useQuery(picturesQuery(row.id));
  const evidence = useQuery(evidenceQuery({ kind: "deduction", id: row.id }));
  const [redacting, redact] = useState<Evidence | null>(null);
  const [reviewing, review] = useState<PublicPicture | null>(null);
  const [withdrawing, withdraw] = useState<PublicPicture | null>(null);
  const photos = (evidence.data?.items ?? []).filter(
    (item) => item.purpose === "record" && item.has_thumbnail && item.withdrawal === null,
  );
  const items = pictures.data?.items ?? [];
  if (pictures.isSuccess && items.length === 0 && !mayPrepare) return null;
  return (
    <section className={classNames("card stack", layout.dense)} aria-label={t("title")}>
      <strong>{t("title")}</strong>
      {pictures.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {pictures.isError && <ErrorState error={pictures.error} onRetry={() => void pictures.refetch()} />}
      {pictures.isSuccess && (
        <p className={classNames("muted", layout.flush)}>
          {items.length > 0 || photos.length > 0 ? t("rule") : t("noPhotos")}
        </p>
      )}
      {items.length > 0 && (
        <ul className="pictures-list">
          {items.map((item) => (
            <Entry key={item.id} item={item} onReview={review} onWithdraw={withdraw} />
          ))}
        </ul>
      )}
      {pictures.data?.may_prepare && photos.length > 0 && (
        <div className="row">
          {photos.map((photo) => (
            <Button
              key={photo.id}
              onClick={() => {
                redact(photo);
              }}
            >
              {t("prepare", { name: photo.filename })}
            </Button>
          ))}
        </div>
      )}
      {mayPrepare && pictures.data?.refusal && photos.length > 0 && (
        <p className={classNames("muted", layout.flush)}>{pictures.data.refusal}</p>
      )}
      {redacting && (
        <RedactDialog
          evidence={redacting}
          altText={t("altProposal", { unit: row.unit_name, rule: row.rule_title })}
          altTextEn={row.rule_title_en}
          onClose={() => {
            redact(null);
          }}
        />
      )}
      <ReviewDialog
        picture={reviewing}
        onClose={() => {
          review(null);
        }}
      />
      <ReasonDialog
        open={withdrawing !== null}
        title={t("withdrawAsk")}
        confirmText={t("withdraw")}
        danger
        reasonLabel={t("publicReason")}
        onConfirm={(reason) => withdrawPicture(withdrawing?.id ?? "", reason)}
        touches={["deductions"]}
        onClose={() => {
          withdraw(null);
        }}
      >
        {t("withdrawEffect")}
      </ReasonDialog>
    </section>
  );
}

interface EntryProps {
  item: PublicPicture;
  onReview: (item: PublicPicture) => void;
  onWithdraw: (item: PublicPicture) => void;
}

function Entry({ item, onReview, onWithdraw }: EntryProps) {
  const { t } = useTranslation("pictures");
  const isOut = item.state === "rejected" || item.state === "withdrawn";
  const why = item.withdrawal?.reason ?? item.review?.reason;
  return (
    <li className={isOut ? "pictures-gone" : undefined}>
      <KeptImage src={pictureAddress(item.id, true)} alt={item.alt_text} lazy />
      <span className={classNames("row", layout.apart)}>
        <StateTag label={t(`states.${item.state}`)} tone={TONES[item.state]} />
        <span className="muted num">
          {showTime(item.withdrawal?.withdrawn_at ?? item.review?.reviewed_at ?? item.prepared_at)}
        </span>
      </span>
      <span>{item.alt_text}</span>
      {item.by && (
        <span className="muted">
          {item.review?.by ? t("byBoth", { by: item.by, reviewer: item.review.by }) : t("by", { by: item.by })}
        </span>
      )}
      {why && <span>{t("why", { why })}</span>}
      {item.refusal && item.state === "prepared" && <span className="muted">{item.refusal}</span>}
      <span className="row">
        {item.may_review && (
          <Button
            type="primary"
            onClick={() => {
              onReview(item);
            }}
          >
            {t("review")}
          </Button>
        )}
        {item.may_withdraw && (
          <Button
            danger
            onClick={() => {
              onWithdraw(item);
            }}
          >
            {t("withdraw")}
          </Button>
        )}
      </span>
    </li>
  );
}
