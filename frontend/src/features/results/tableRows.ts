import { useTranslation } from "react-i18next";
import type { TableRow } from "./queries";
import { wordOf } from "@/i18n/words";

/** What stands beside a line: level with another, at the end of a tier, under a veto. */
export function useRemarks(): (row: TableRow) => string {
  const { t } = useTranslation(["results", "app"]);
  return (row) =>
    [
      ...(row.is_tied ? [t("table.tied")] : []),
      ...row.flags.map((flag) =>
        flag.startsWith("veto:") ? t("veto", { code: flag.slice(5) }) : wordOf("results:flag", flag),
      ),
    ].join(t("app:listSeparator"));
}
