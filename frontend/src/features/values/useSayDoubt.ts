import { useTranslation } from "react-i18next";
import type { Doubt } from "./plausibility";
import { showShort } from "@/lib/decimals";

/** A doubt as the reader is asked about it. */
export function useSayDoubt(): (doubt: Doubt) => string {
  const { t } = useTranslation("values");
  return ({ kind, against, reference }) =>
    t(`doubts.${kind}`, { against: t(`against.${against}`), reference: showShort(reference) });
}
