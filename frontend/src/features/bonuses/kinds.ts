import { useTranslation } from "react-i18next";

/** Kinds that schemes usually have, in words; whatever a county has named itself stands as it is. */
const KNOWN = ["commendation", "innovation", "pilot", "exchange"] as const;

export function useNameKind(): (kind: string) => string {
  const { t } = useTranslation("bonuses");
  return (kind) => {
    const known = KNOWN.find((value) => value === kind);
    return known ? t(`kinds.${known}`) : kind;
  };
}
