import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";
import { useUnitNames } from "@/lib/units";

const GROUP = /^(chief|deputy)-(.+)$/;
const ORDINARY_OF_EVERY_UNIT = "ordinary:*";

export const classesQuery = queryOptions({
  queryKey: keys.unitClasses.every(),
  queryFn: () => data(api.GET("/api/v1/directory/unit-classes", { params: { query: { limit: 200 } } })),
  staleTime: 300_000,
});

/** Names of classes: of units, of leading cadres by post group and unit class, and of one unit's ordinary cadres. */
export function useClassNames(): (code: string) => string {
  const { t, i18n } = useTranslation();
  const classes = useQuery(classesQuery);
  const unitName = useUnitNames();
  const names = new Map(
    classes.data?.items.map((row) => [row.code, i18n.language === "en" ? (row.name_en ?? row.name) : row.name]),
  );
  return (code) => {
    if (code === ORDINARY_OF_EVERY_UNIT) return t("classes.everyOrdinary");
    const group = GROUP.exec(code);
    if (group) return t(`classes.${group[1]!}`, { name: names.get(group[2]!) ?? group[2] });
    return names.get(code) ?? t("classes.ordinary", { name: unitName(code) });
  };
}
