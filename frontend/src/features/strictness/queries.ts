import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type InspectorRow = Schema<"InspectorStrictness">;
export type ClassRow = Schema<"ClassStrictness">;

export const strictnessQuery = (year: number) =>
  queryOptions({
    queryKey: keys.strictness.ofYear(year),
    queryFn: () => data(api.GET("/api/v1/supervision/strictness", { params: { query: { year } } })),
  });
