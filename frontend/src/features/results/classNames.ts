import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, data } from "@/api/client";

const GROUP = /^(chief|deputy)-(.+)$/;

/** Names of classes: of units, of leading cadres by post group and unit class, and of one unit's ordinary cadres. */
export function useClassNames(): (code: string) => string {
  const { t } = useTranslation("results");
  const classes = useQuery({
    queryKey: ["unit-classes"],
    queryFn: () => data(api.GET("/api/v1/directory/unit-classes", { params: { query: { limit: 200 } } })),
    staleTime: 300_000,
  });
  const names = new Map(classes.data?.items.map((row) => [row.code, row.name]));
  return (code) => {
    const group = GROUP.exec(code);
    if (group) return t(`groups.${group[1]!}`, { name: names.get(group[2]!) ?? group[2] });
    return names.get(code) ?? t("groups.ordinary", { code });
  };
}
