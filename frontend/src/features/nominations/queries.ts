import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Round = Schema<"NominationRoundView">;
export type RoundDetail = Schema<"NominationRoundDetail">;
export type Candidate = Schema<"CandidateView">;
type Stage = Schema<"NominationStage">;
export type Exclusion = Schema<"ExclusionEntry">;
export type RoundEntry = Schema<"NominationRoundEntry">;

export const STAGES: readonly Stage[] = [
  "opened",
  "suggested",
  "preliminary",
  "slate",
  "plenary_recommended",
  "inspection",
  "decided",
];
export const STEPS = ["suggest", "recommend", "slate", "plenary", "inspect", "decide"] as const;
export type Step = (typeof STEPS)[number];
export const GROUNDS: readonly Schema<"ExclusionGround">[] = [
  "declined_proposal",
  "lagging_unit",
  "low_grade",
  "ongoing_case",
  "sanction_period",
  "tenure",
  "other",
];

export function firstRounds(year: number, stage: Stage | undefined) {
  return data(api.GET("/api/v1/personnel/nomination-rounds", { params: { query: { year, stage, limit: 100 } } }));
}

/** Of every year: posts are filled when the year that is judged has long ended. */
export async function openRounds(): Promise<Round[]> {
  const query = { limit: 200 };
  const rounds = await everyRow(await data(api.GET("/api/v1/personnel/nomination-rounds", { params: { query } })));
  return rounds.filter(({ stage }) => stage !== "decided");
}

export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: keys.nominations.one(id),
    queryFn: () =>
      data(api.GET("/api/v1/personnel/nomination-rounds/{round_id}", { params: { path: { round_id: id } } })),
  });

async function finalResults(year: number) {
  const query = { year, subject_kind: "cadre", state: "final", limit: 200 } as const;
  const { items } = await data(api.GET("/api/v1/appraisal/results", { params: { query } }));
  return items;
}

/** The classes of cadres that have a final result, from which a round may take its candidates. */
export const cadreClassesQuery = (year: number) =>
  queryOptions({
    queryKey: keys.nominations.classes(year),
    queryFn: async () => [...new Set((await finalResults(year)).map((result) => result.class_code))].sort(),
  });

/** Everybody ranked in the classes that the round looks into, best first. */
export const rankedQuery = ({ year, source_class_codes: classes }: Round) =>
  queryOptions({
    queryKey: keys.nominations.ranked(year, classes),
    queryFn: async () => {
      const results = (await finalResults(year)).filter((result) => classes.includes(result.class_code));
      const details = await Promise.all(
        results.map(({ id }) =>
          data(api.GET("/api/v1/appraisal/results/{result_id}", { params: { path: { result_id: id } } })),
        ),
      );
      const lines = details.flatMap((result) => result.lines).filter((line) => line.rank !== null);
      return lines.sort((a, b) => a.rank! - b.rank!);
    },
  });

export function openRound(body: RoundEntry) {
  return api.POST("/api/v1/personnel/nomination-rounds", { body });
}

export interface StepValues {
  reason?: string;
  exclusions?: Exclusion[];
  ballots?: number;
  votes?: Record<string, number>;
  chosen?: string[];
  decision_number?: string;
}

/** One stage further; what is sent depends on the stage. */
export function takeStep(step: Step, id: string, values: StepValues): Promise<unknown> {
  const params = { path: { round_id: id } };
  const reason = values.reason ?? "";
  const vote = {
    ballots: values.ballots ?? 0,
    votes: Object.entries(values.votes ?? {}).map(([cadre_code, votes]) => ({ cadre_code, votes })),
    reason: reason || null,
  };
  const choice = { cadre_codes: values.chosen ?? [], reason };
  switch (step) {
    case "suggest":
      return api.POST("/api/v1/personnel/nomination-rounds/{round_id}:suggest", {
        params,
        body: { exclusions: values.exclusions ?? [], reason: reason || null },
      });
    case "recommend":
      return api.POST("/api/v1/personnel/nomination-rounds/{round_id}:recommend", { params, body: vote });
    case "slate":
      return api.POST("/api/v1/personnel/nomination-rounds/{round_id}:slate", { params, body: choice });
    case "plenary":
      return api.POST("/api/v1/personnel/nomination-rounds/{round_id}:plenary", { params, body: vote });
    case "inspect":
      return api.POST("/api/v1/personnel/nomination-rounds/{round_id}:inspect", { params, body: choice });
    case "decide":
      return api.POST("/api/v1/personnel/nomination-rounds/{round_id}:decide", {
        params,
        body: { appointed: values.chosen ?? [], decision_number: values.decision_number ?? "", reason },
      });
  }
}
