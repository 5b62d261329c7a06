import type { Page } from "@/app/pages";
import type { Session } from "@/auth/session";
import type { Schema } from "@/api/client";

export type FirstStep = Schema<"FirstStep">;
type StepName = FirstStep["name"];

/** In the order in which a county takes them, each with the pages on which it is taken: the first that is there counts. */
const PLACES: Readonly<Record<StepName, readonly string[]>> = {
  county: ["/county", "/units"],
  classes: ["/unit-classes", "/units"],
  units: ["/units"],
  cadres: ["/cadres"],
  accounts: ["/accounts"],
  year: ["/years"],
  indicators: ["/indicators"],
  catalogue: ["/deduction-rules"],
  inspectors: ["/accounts"],
  schemes: ["/schemes"],
  plans: ["/plans"],
  linkage_rules: ["/linkage-rules"],
};

export interface PlacedStep extends FirstStep {
  path: string;
  /** Whether the reader is one of those who take it. */
  isOwn: boolean;
}

/** The steps that have a page, in their order. */
export function placeSteps(steps: readonly FirstStep[], pages: readonly Page[], session: Session): PlacedStep[] {
  const paths = new Set(pages.map((page) => page.path));
  return Object.entries(PLACES).flatMap(([name, places]) => {
    const step = steps.find((one) => one.name === name);
    const path = places.find((place) => paths.has(place));
    if (step === undefined || path === undefined) return [];
    return [{ ...step, path, isOwn: session.permissions.includes(step.permission) }];
  });
}

/** What to do next: the reader's own step before one of others. */
export function nextStep(steps: readonly PlacedStep[]): PlacedStep | undefined {
  const left = steps.filter((step) => step.state !== "done");
  return left.find((step) => step.isOwn) ?? left[0];
}
