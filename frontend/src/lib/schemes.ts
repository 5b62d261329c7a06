import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { compare } from "@/lib/decimals";

export type IssuedScheme = Schema<"SchemeView">;

/** A leaf of a scheme: its name, the most it can give, and where its facts come from. */
export interface SchemeItem {
  code: string;
  name: string;
  points: string;
  source: string | undefined;
  rule: Readonly<Record<string, unknown>>;
  /** What fewer people said stands nowhere; nothing where people are not asked. */
  minimum: number | undefined;
  /** Weights of leaders' tiers by name; none where all count alike. */
  tiers: Readonly<Record<string, string>>;
}

interface Node {
  code: string;
  name?: string;
  points?: string | number;
  parts?: readonly Node[];
  rule?: Record<string, unknown>;
}

interface Bound {
  source?: string;
  kinds?: readonly string[];
  minimum?: number;
  tiers?: Readonly<Record<string, string>>;
}

const FULL = "100";

export const schemeQuery = (id: string) =>
  queryOptions({
    queryKey: keys.schemes.one(id),
    queryFn: () => data(api.GET("/api/v1/appraisal/schemes/{scheme_id}", { params: { path: { scheme_id: id } } })),
  });

/** The schemes in force of a year, whole; nothing in them changes, so they are read once. */
export const issuedSchemesQuery = (year: number) =>
  queryOptions({
    queryKey: keys.schemes.issued(year),
    queryFn: async (): Promise<IssuedScheme[]> => {
      const list = await data(api.GET("/api/v1/appraisal/schemes", { params: { query: { year, limit: 200 } } }));
      const issued = list.items.filter((row) => row.state === "issued");
      return Promise.all(
        issued.map((row) =>
          data(api.GET("/api/v1/appraisal/schemes/{scheme_id}", { params: { path: { scheme_id: row.id } } })),
        ),
      );
    },
    staleTime: 300_000,
  });

export function useIssuedSchemes(year: number, enabled = true): readonly IssuedScheme[] {
  return useQuery({ ...issuedSchemesQuery(year), enabled }).data ?? [];
}

function boundOf(scheme: IssuedScheme, code: string): Bound {
  return scheme.binding[code] ?? {};
}

export function itemsOf(scheme: IssuedScheme): SchemeItem[] {
  const leaves = (node: Node): Node[] => (node.parts ? node.parts.flatMap(leaves) : [node]);
  return leaves(scheme.document["root"] as Node).map((node) => ({
    code: node.code,
    name: node.name ?? node.code,
    points: String(node.points ?? FULL),
    source: boundOf(scheme, node.code).source,
    rule: node.rule ?? {},
    minimum: boundOf(scheme, node.code).minimum,
    tiers: boundOf(scheme, node.code).tiers ?? {},
  }));
}

export function findItem(
  schemes: readonly IssuedScheme[],
  round: { scheme_code: string; item_code: string },
): { scheme: IssuedScheme; item: SchemeItem } | undefined {
  const scheme = schemes.find((row) => row.code === round.scheme_code);
  const item = scheme && itemsOf(scheme).find((row) => row.code === round.item_code);
  return item && { scheme, item };
}

/** Whether every ballot under the item ranks all subjects. */
export function isRanked({ rule }: SchemeItem): boolean {
  return rule["type"] === "rank_ballot";
}

/** What may be voted for under an item: the best option first, and last those that are invalid; or the places. */
export function ballotOptionsOf(item: SchemeItem, places = 0): string[] {
  const { rule } = item;
  if (isRanked(item)) return Array.from({ length: places }, (_, place) => String(place + 1));
  if (Array.isArray(rule["options"])) return rule["options"].map(String);
  const invalid = Array.isArray(rule["invalid"]) ? rule["invalid"].map(String) : [];
  const values = Object.entries((rule["values"] ?? {}) as Record<string, string | number>);
  const best = values.sort(([, left], [, right]) => compare(String(right), String(left))).map(([option]) => option);
  return [...new Set([...best, ...invalid])];
}

/** The vetoes that a scheme knows, with their names. */
export function vetoesOf(scheme: IssuedScheme): { code: string; name: string }[] {
  const vetoes = (scheme.document["vetoes"] ?? []) as { code: string; name?: string }[];
  return vetoes.map(({ code, name }) => ({ code, name: name ?? code }));
}

/** The kinds of bonus that units under this scheme may claim. */
export function bonusKindsOf(scheme: IssuedScheme): string[] {
  const kinds = Object.keys(scheme.binding).flatMap((code) => {
    const bound = boundOf(scheme, code);
    return bound.source === "bonus_claims" || bound.source === "claim_counts" ? [...(bound.kinds ?? [])] : [];
  });
  return [...new Set(kinds)];
}

/** The scheme that judges units of this class. */
export function schemeOfClass(
  schemes: readonly IssuedScheme[],
  classCode: string | null | undefined,
): IssuedScheme | undefined {
  if (!classCode) return undefined;
  return schemes.find((row) => row.subject_kind === "unit" && row.class_codes.includes(classCode));
}
