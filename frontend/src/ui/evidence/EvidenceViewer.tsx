import { DownloadOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Alert, Button, Descriptions, Typography } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  contentAddress,
  inGroups,
  groupOf,
  nameOf,
  readFile,
  shownAddress,
  showSize,
  withdraw,
  type Evidence,
} from "./evidence";
import { KeptImage } from "./KeptImage";
import type { FileHolder } from "@/api/uploads";
import { showTime } from "@/lib/dates";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { Dialog } from "@/ui/Dialog";
import { Problem } from "@/ui/Problem";
import { ReasonDialog } from "@/ui/dialogs";
import { wordOf } from "@/i18n/words";

interface Props {
  of: FileHolder;
  items: readonly Evidence[];
  opened: string | null;
  onOpen: (id: string | null) => void;
}

/** One file large, with its hash and times; arrow keys go to its neighbours. */
export function EvidenceViewer({ of, items, opened, onOpen }: Props) {
  const { t } = useTranslation("evidence");
  const [asking, ask] = useState(false);
  const place = items.findIndex((item) => item.id === opened);
  const item = items[place];
  const save = useAct({
    act: async (kept: Evidence) => {
      const content = await readFile(kept.id);
      saveBlob(content, nameOf(kept, content));
    },
  });
  const go = (step: number): void => {
    const next = items[place + step];
    if (next) onOpen(next.id);
  };
  useArrowKeys(item !== undefined && !asking && item.type !== "video/mp4", go);
  return (
    <>
      <Dialog
        open={item !== undefined}
        title={item?.filename}
        width={920}
        centered
        destroyOnHidden
        onCancel={() => {
          onOpen(null);
        }}
        footer={
          item && (
            <div className="row evidence-foot">
              <span className="row">
                <Button
                  icon={<LeftOutlined />}
                  disabled={place === 0}
                  aria-label={t("before")}
                  onClick={() => {
                    go(-1);
                  }}
                />
                <span className="num">{`${String(place + 1)} / ${String(items.length)}`}</span>
                <Button
                  icon={<RightOutlined />}
                  disabled={place === items.length - 1}
                  aria-label={t("after")}
                  onClick={() => {
                    go(1);
                  }}
                />
              </span>
              <span className="row">
                {item.may_withdraw && (
                  <Button
                    danger
                    onClick={() => {
                      ask(true);
                    }}
                  >
                    {t("withdraw")}
                  </Button>
                )}
                <Button
                  icon={<DownloadOutlined />}
                  loading={save.isBusy}
                  onClick={() => {
                    save.run(item);
                  }}
                >
                  {t("download")}
                </Button>
              </span>
            </div>
          )
        }
      >
        {item && (
          <div className="stack">
            {item.withdrawal && (
              <Alert
                type="warning"
                showIcon
                title={t("withdrawnBecause", {
                  at: showTime(item.withdrawal.withdrawn_at),
                  reason: item.withdrawal.reason,
                })}
              />
            )}
            <Problem of={save} />
            <Picture item={item} />
            <Facts item={item} />
          </div>
        )}
      </Dialog>
      {item && (
        <ReasonDialog
          open={asking}
          title={t("withdrawAsk", { name: item.filename })}
          confirmText={t("withdraw")}
          danger
          reasonLabel={t("reason")}
          onConfirm={(reason) => withdraw(item.id, reason)}
          touches={[groupOf(of)]}
          onClose={() => {
            ask(false);
          }}
        >
          {t("withdrawEffect")}
        </ReasonDialog>
      )}
    </>
  );
}

/** A film keeps its arrow keys: there they wind. */
function useArrowKeys(isActive: boolean, go: (step: number) => void): void {
  useEffect(() => {
    if (!isActive) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "ArrowLeft") go(-1);
      if (event.key === "ArrowRight") go(1);
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  });
}

function Picture({ item }: { item: Evidence }) {
  const { t } = useTranslation("evidence");
  if (item.type === "video/mp4") {
    return (
      <video
        key={item.id}
        className="evidence-large"
        controls
        src={contentAddress(item.id)}
        aria-label={item.filename}
      />
    );
  }
  if (item.type === "application/pdf") return <p className="evidence-large evidence-paper">{t("paper")}</p>;
  return <KeptImage key={item.id} className="evidence-large" src={shownAddress(item)} alt={item.filename} />;
}

function Facts({ item }: { item: Evidence }) {
  const { t } = useTranslation(["evidence", "app"]);
  const office = item.office === "system" ? t("system") : wordOf("app:roles", item.office);
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        {
          key: "taken",
          label: t(item.has_thumbnail ? "takenAt" : "fileTime"),
          children: item.taken_at ? showTime(item.taken_at) : "–",
        },
        { key: "uploaded", label: t("uploadedAt"), children: showTime(item.uploaded_at) },
        { key: "by", label: t("by"), children: item.by ? `${office} ${item.by}` : office },
        { key: "size", label: t("size"), children: showSize(item.size) },
        {
          key: "hash",
          label: "SHA-256",
          span: "filled",
          children: (
            <Typography.Text className="evidence-hash" copyable={{ text: item.sha256 }}>
              {inGroups(item.sha256)}
            </Typography.Text>
          ),
        },
      ]}
    />
  );
}
