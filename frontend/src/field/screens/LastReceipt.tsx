import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useStored } from "@/field/hooks/useStored";
import { wordsOf } from "@/field/screens/words";
import { database } from "@/field/store/database";

/** What became of the record that was handed over just now. */
export function LastReceipt({ id }: { id: string }) {
  const { t } = useTranslation("field");
  const row = useStored(useCallback(async () => (await (await database()).get("outbox", id)) ?? null, [id]));
  const words = row?.receipt
    ? t("receipt", { number: row.receipt.number, unit: row.unitName })
    : row?.state === "refused"
      ? wordsOf(row, false, t)
      : t("queued");
  return (
    <p className="field-done" data-tone={row?.state === "refused" ? "bad" : undefined} role="status">
      <span aria-hidden="true">{row?.receipt ? "✓" : row?.state === "refused" ? "!" : "↑"}</span> {words}
    </p>
  );
}
