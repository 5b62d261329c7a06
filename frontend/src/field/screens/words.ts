import type { TFunction } from "i18next";
import { TIME_UNKNOWN } from "@/field/send/replay";
import type { Outgoing } from "@/field/store/types";

/** Why a record stands where it stands, in plain words. */
export function wordsOf(row: Outgoing, isSending: boolean, t: TFunction<"field">): string {
  if (row.refusal?.code === TIME_UNKNOWN) return t("outbox.timeUnknown");
  if (row.refusal) return row.refusal.reason;
  if (isSending) return t("outbox.sending");
  if (row.trouble?.kind === "server") return t("outbox.server", { status: row.trouble.status });
  if (row.trouble) return t(`outbox.${row.trouble.kind}`);
  return t(row.state === "recorded" ? "outbox.recordedPhotosWait" : "outbox.queued");
}
