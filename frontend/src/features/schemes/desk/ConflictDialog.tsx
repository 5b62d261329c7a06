import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { ChangesTable } from "../ChangesTable";
import { useEditor } from "../draft/useEditor";
import { findingsQuery, readScheme } from "../draft/draftQueries";
import { draftOf } from "../draft/draft";
import { keys } from "@/api/keys";
import { showTime } from "@/lib/dates";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/states";

interface Props {
  id: string;
  onKeep: (version: number) => void;
  onClose: () => void;
}

/** Somebody else saved the draft meanwhile: what theirs says and what is on the screen, and which of them is to stand. */
export function ConflictDialog({ id, onKeep, onClose }: Props) {
  const { t, i18n } = useTranslation("editor");
  const { state, dispatch } = useEditor();
  const other = useQuery({ queryKey: keys.openedSchemes.conflict(id), queryFn: () => readScheme(id), gcTime: 0 });
  const version = other.data?.version ?? 0;
  const compared = useQuery({
    ...findingsQuery(id, version, state.draft, i18n.language),
    enabled: other.data !== undefined,
  });
  const isDraft = other.data?.state === "draft";
  return (
    <Dialog
      open
      width={860}
      title={t("conflict.title")}
      onCancel={onClose}
      footer={
        other.data && [
          <Button key="later" onClick={onClose}>
            {t("conflict.later")}
          </Button>,
          <Button
            key="take"
            disabled={!isDraft}
            onClick={() => {
              dispatch({ type: "take", draft: draftOf(other.data), version });
              onClose();
            }}
          >
            {t("conflict.take")}
          </Button>,
          <Button
            key="keep"
            type="primary"
            disabled={!isDraft}
            onClick={() => {
              dispatch({ type: "rebase", saved: draftOf(other.data), version });
              onKeep(version);
            }}
          >
            {t("conflict.keep")}
          </Button>,
        ]
      }
    >
      {other.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {other.isError && <ErrorState error={other.error} onRetry={() => void other.refetch()} />}
      {other.data && !isDraft && <Alert type="warning" showIcon title={t("conflict.noDraft")} />}
      {other.data && (
        <p>
          {t("conflict.said", {
            time: showTime(other.data.updated_at),
            count: compared.isPlaceholderData ? 0 : (compared.data?.changes.length ?? 0),
          })}
        </p>
      )}
      {compared.data && !compared.isPlaceholderData && (
        <ChangesTable label={t("conflict.title")} changes={compared.data.changes} />
      )}
    </Dialog>
  );
}
