import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { findItem, useIssuedSchemes, type SchemeItem } from "@/lib/schemes";

type Round = Pick<Schema<"AppraisalRoundView">, "year" | "scheme_code" | "item_code" | "classes">;

/** The names of a round's classes, in the reader's language. */
export function useClassesOf(): (round: Pick<Round, "classes">) => string {
  const { t, i18n } = useTranslation();
  return ({ classes }) =>
    classes.map((row) => (i18n.language === "en" ? row.name_en : row.name)).join(t("listSeparator"));
}

/** The item that a round feeds, with the name of its scheme; undefined until the schemes are read. */
export function useItemOf(round: Round): (SchemeItem & { schemeName: string }) | undefined {
  const found = findItem(useIssuedSchemes(round.year), round);
  return found && { ...found.item, schemeName: found.scheme.name };
}
