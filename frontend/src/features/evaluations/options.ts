import { useTranslation } from "react-i18next";

/** What ballots usually offer, in words; whatever a county has named itself stands as it is. */
const KNOWN = [
  "satisfied",
  "basically",
  "dissatisfied",
  "dont_know",
  "excellent",
  "competent",
  "basic",
  "incompetent",
] as const;

export function useNameOption(): (option: string) => string {
  const { t } = useTranslation("evaluations");
  return (option) => {
    const known = KNOWN.find((value) => value === option);
    return known ? t(`options.${known}`) : option;
  };
}
