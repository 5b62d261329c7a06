import { FilePdfOutlined, VideoCameraOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "./evidence.css";
import { contentAddress, evidenceQuery, thumbnailAddress, type Evidence } from "./evidence";
import { EvidenceUpload } from "./EvidenceUpload";
import { EvidenceViewer } from "./EvidenceViewer";
import { KeptImage } from "./KeptImage";
import type { FileHolder } from "@/api/uploads";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import "@/ui/states.css";
import styles from "./EvidenceStrip.module.css";

interface Props {
  of: FileHolder;
  /** The first photo stands large above the others. */
  lead?: boolean;
  /** Inside the card of what it belongs to. */
  inside?: boolean;
  /** Not where files are added in the dialog of a step, with their purpose. */
  adds?: boolean;
}

/** Files of a record as a strip, with the way to add one for those who may. */
export function EvidenceStrip({ of, lead = false, inside = false, adds = true }: Props) {
  const { t } = useTranslation("evidence");
  const may = useMay();
  const evidence = useQuery(evidenceQuery(of));
  const [opened, open] = useState<string | null>(null);
  const items = evidence.data?.items ?? [];
  const first = lead ? items.find((item) => item.has_thumbnail && item.withdrawal === null) : undefined;
  return (
    <section className={classNames(inside ? "stack" : "card stack", layout.dense)} aria-label={t("title")}>
      <strong>{items.length > 0 ? t("titleCount", { count: items.length }) : t("title")}</strong>
      {evidence.isPending && (
        <div className="evidence-strip" aria-busy="true">
          <span className={classNames("skeleton", styles.photo)} />
          <span className={classNames("skeleton", styles.photo)} />
        </div>
      )}
      {evidence.isError && <ErrorState error={evidence.error} onRetry={() => void evidence.refetch()} />}
      {evidence.isSuccess && items.length === 0 && <p className={classNames("muted", layout.flush)}>{t("empty")}</p>}
      {first && (
        <button
          type="button"
          className="evidence-lead"
          onClick={() => {
            open(first.id);
          }}
        >
          <KeptImage src={contentAddress(first.id)} alt={first.filename} />
          <span className="muted num">
            {first.filename} · {showTime(first.taken_at ?? first.uploaded_at)}
          </span>
        </button>
      )}
      {items.length > (first ? 1 : 0) && (
        <ul className="evidence-strip">
          {items
            .filter((item) => item !== first)
            .map((item) => (
              <li key={item.id}>
                <Tile
                  item={item}
                  onOpen={() => {
                    open(item.id);
                  }}
                />
              </li>
            ))}
        </ul>
      )}
      {adds && evidence.data?.may_add && <EvidenceUpload of={of} />}
      {adds && evidence.data?.refusal && may("supervision:evidence:upload") && (
        <p className={classNames("muted", layout.flush)}>{evidence.data.refusal}</p>
      )}
      <EvidenceViewer of={of} items={items} opened={opened} onOpen={open} />
    </section>
  );
}

function Tile({ item, onOpen }: { item: Evidence; onOpen: () => void }) {
  const { t } = useTranslation("evidence");
  const withdrawn = item.withdrawal !== null;
  return (
    <button type="button" className={withdrawn ? "evidence-tile evidence-withdrawn" : "evidence-tile"} onClick={onOpen}>
      <span className="evidence-picture">
        {item.has_thumbnail ? (
          <KeptImage src={thumbnailAddress(item.id)} alt={item.filename} lazy />
        ) : item.type === "video/mp4" ? (
          <VideoCameraOutlined />
        ) : (
          <FilePdfOutlined />
        )}
      </span>
      <span className="evidence-name">{item.filename}</span>
      <span className="muted num">{showTime(item.taken_at ?? item.uploaded_at)}</span>
      <span className="muted">{withdrawn ? t("withdrawn") : t(`purposes.${item.purpose}`)}</span>
    </button>
  );
}
