import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { everyRow } from "@/lib/pages";
import { issuedSchemesQuery } from "@/lib/schemes";
import { unitsQuery } from "@/lib/units";

/** Whoever is scored in a round: a unit, or a cadre with the unit's code for telling people of one name apart. */
export interface Subject {
  code: string;
  name: string;
  unitCode: string;
  classCode: string;
}

interface Round {
  year: number;
  scheme_code: string;
  class_codes: readonly string[];
}

const EVERY_UNIT = "ordinary:*";

export const cadresQuery = queryOptions({
  queryKey: keys.cadres.every(),
  queryFn: async () => everyRow(await data(api.GET("/api/v1/directory/cadres", { params: { query: { limit: 200 } } }))),
  staleTime: 300_000,
});

interface KnownSubjects {
  subjects: readonly Subject[] | null;
  error: Error | null;
}

/** The subjects of a round; null until they are known, empty where the reader may not see them. */
export function useSubjects(round: Round): KnownSubjects {
  const mayReadCadres = useMay()("directory:cadre:read");
  const schemes = useQuery(issuedSchemesQuery(round.year));
  const units = useQuery(unitsQuery);
  const kind = schemes.data?.find((row) => row.code === round.scheme_code)?.subject_kind;
  const cadres = useQuery({ ...cadresQuery, enabled: kind === "cadre" && mayReadCadres });
  const error = schemes.error ?? units.error ?? cadres.error;
  if (error || !units.data || kind === undefined) return { subjects: null, error };
  const wanted = new Set(round.class_codes);
  if (kind === "unit") return { subjects: unitsAsked(units.data.items, wanted), error };
  if (!mayReadCadres) return { subjects: [], error };
  return { subjects: cadres.data ? cadresAsked(cadres.data, units.data.items, wanted) : null, error };
}

function unitsAsked(units: readonly Schema<"UnitView">[], wanted: ReadonlySet<string>): Subject[] {
  return units.flatMap(({ code, name, class_code, is_active }) =>
    is_active && class_code !== null && wanted.has(class_code)
      ? [{ code, name, unitCode: code, classCode: class_code }]
      : [],
  );
}

/** Leading cadres stand in a class of their post group and their unit's class, ordinary ones in that of their unit. */
function cadresAsked(
  cadres: readonly Schema<"CadreView">[],
  units: readonly Schema<"UnitView">[],
  wanted: ReadonlySet<string>,
): Subject[] {
  const classOf = new Map(units.map((unit) => [unit.code, unit.class_code]));
  return cadres.flatMap((cadre) => {
    const group = cadre.current_posting?.post_group;
    const unit = cadre.unit_code;
    if (!cadre.is_active || !group || !unit) return [];
    const classCode = group === "ordinary" ? unit : `${group}-${classOf.get(unit) ?? ""}`;
    const isAsked = wanted.has(classCode) || (group === "ordinary" && wanted.has(EVERY_UNIT));
    return isAsked ? [{ code: cadre.code, name: cadre.name, unitCode: unit, classCode }] : [];
  });
}
