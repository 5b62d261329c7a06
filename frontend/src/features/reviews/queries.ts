import { queryOptions } from "@tanstack/react-query";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type Review = Schema<"ReviewView">;
export type ReviewState = Review["state"];
export type Outcome = Schema<"ReviewDecision">["outcome"];

export const STATES: readonly ReviewState[] = ["requested", "upheld", "changed"];
export const TONES = { requested: "due", upheld: "still", changed: "done" } as const;

export function firstReviews(year: number | undefined, state: ReviewState | undefined) {
  return data(api.GET("/api/v1/appraisal/reviews", { params: { query: { year, state, limit: 100 } } }));
}

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: keys.reviews.one(id),
    queryFn: () => data(api.GET("/api/v1/appraisal/reviews/{review_id}", { params: { path: { review_id: id } } })),
  });

export function decideReview({ id, version }: Review, body: Schema<"ReviewDecision">) {
  const params = { path: { review_id: id }, header: ifMatch(version) };
  return data(api.POST("/api/v1/appraisal/reviews/{review_id}:decide", { params, body }));
}
