import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Draft, Fact, SchemeNode } from "./draft";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type RulePreview = Schema<"RulePreview">;
export type ScoredFact = Schema<"ScoredFact">;
type NewScheme = Schema<"SchemeEntry">;

/** A draft as it is kept right now; opened once and not read again behind the writer's back. */
export const openedQuery = (id: string) =>
  queryOptions({
    queryKey: keys.openedSchemes.one(id),
    queryFn: () => readScheme(id),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: "always",
  });

export function readScheme(id: string) {
  return data(api.GET("/api/v1/appraisal/schemes/{scheme_id}", { params: { path: { scheme_id: id } } }));
}

/** What a review would find in the draft as it is on the screen, and what differs from the version that is kept. */
export const findingsQuery = (id: string, version: number, draft: Draft, language: string) =>
  queryOptions({
    queryKey: keys.sketches.findings(id, version, JSON.stringify(draft), language),
    queryFn: ({ signal }) =>
      data(
        api.POST("/api/v1/appraisal/schemes/{scheme_id}:examine", {
          params: { path: { scheme_id: id } },
          body: draft as unknown as Schema<"SchemeSketch">,
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });

interface PreviewOrder {
  item: SchemeNode;
  fact: Fact | null;
  peers: readonly Fact[] | null;
  coefficient: string | null;
}

const READ_BY_RULE = ["code", "points", "rule", "cap", "floor", "times_coefficient"];

/** What the item's rule makes of facts, by the server's engine. */
export const previewQuery = ({ item, fact, peers, coefficient }: PreviewOrder, language: string) => {
  const read = Object.fromEntries(Object.entries(item).filter(([key]) => READ_BY_RULE.includes(key)));
  const body = { item: read, fact, peers, coefficient };
  return queryOptions({
    queryKey: keys.sketches.rule(JSON.stringify(body), language),
    queryFn: ({ signal }) =>
      data(api.POST("/api/v1/appraisal/rules:preview", { body: body as Schema<"RulePreviewOrder">, signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
};

export function saveDraft(id: string, version: number, draft: Draft) {
  return data(
    api.PUT("/api/v1/appraisal/schemes/{scheme_id}", {
      params: { path: { scheme_id: id }, header: ifMatch(version) },
      body: draft as unknown as Schema<"SchemeContent">,
    }),
  );
}

export function beginScheme(entry: NewScheme) {
  return data(api.POST("/api/v1/appraisal/schemes", { body: entry }));
}
