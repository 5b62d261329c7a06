import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";

export const unitsQuery = queryOptions({
  queryKey: keys.units.options(),
  queryFn: () => data(api.GET("/api/v1/directory/units", { params: { query: { limit: 200 } } })),
  staleTime: 300_000,
});

interface KnownUnit {
  code: string;
  name: string;
  classCode: string | null;
  isActive: boolean;
}

/** Every unit that the reader may see; null until they are known. */
export function useUnits(): readonly KnownUnit[] | null {
  const { data: page } = useQuery(unitsQuery);
  if (!page) return null;
  return page.items.map((unit) => ({
    code: unit.code,
    name: unit.name,
    classCode: unit.class_code,
    isActive: unit.is_active,
  }));
}

/** The name of a unit by its code, and the code where nothing is known yet. */
export function useUnitNames(): (code: string) => string {
  const names = new Map(useUnits()?.map((unit) => [unit.code, unit.name]));
  return (code) => names.get(code) ?? code;
}

/** Every unit that the reader may see, for choosing one by code or name. */
export function useUnitOptions(): { value: string; label: string }[] {
  const { data: page } = useQuery(unitsQuery);
  return page?.items.map((unit) => ({ value: unit.code, label: `${unit.code} ${unit.name}` })) ?? [];
}

/** Codes of units by code and by name, in small letters; a name that two units share stands for neither. */
export function useUnitCodes(): ReadonlyMap<string, string> {
  const units = useUnits() ?? [];
  const codesOf = new Map<string, string[]>();
  for (const { code, name } of units) {
    const key = name.toLowerCase();
    codesOf.set(key, [...(codesOf.get(key) ?? []), code]);
  }
  const named = [...codesOf].flatMap(([name, codes]): [string, string][] =>
    codes.length === 1 ? [[name, codes[0]!]] : [],
  );
  return new Map([...named, ...units.map(({ code }): [string, string] => [code.toLowerCase(), code])]);
}

interface PlacedUnit {
  code: string;
  name: string;
  /** Of its seat, in degrees. */
  latitude: string;
  longitude: string;
}

/** Units in service that the county has put on the map. */
export function usePlacedUnits(): PlacedUnit[] {
  const { data: page } = useQuery(unitsQuery);
  return (page?.items ?? []).flatMap(({ code, name, is_active, latitude, longitude }) =>
    is_active && latitude !== null && longitude !== null ? [{ code, name, latitude, longitude }] : [],
  );
}
