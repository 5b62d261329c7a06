import { draftPlan, type PlanDetail, type PlanEntry, type PlanLevel } from "./queries";
import { YEAR_END } from "./targets";
import { ApiProblem } from "@/api/problem";
import { plainNumber } from "@/lib/typed";

/** Quarters are what offices plan by; months that a plan has beside them are kept. */
const QUARTERS = [3, 6, 9] as const;

export interface DraftLine {
  indicator_code: string;
  target?: string | null;
  milestones?: Partial<Record<string, string>>;
  carries_indicator_code?: string | null;
}

export interface DraftValues {
  level: PlanLevel;
  unit_code?: string;
  cadre_code?: string;
  targets: DraftLine[];
}

/** Months for which a plan's form has a field, in their order. December is the target itself. */
export function monthsOf(plan: Pick<PlanDetail, "targets"> | undefined): number[] {
  const present = plan?.targets.flatMap((target) => Object.keys(target.milestones).map(Number)) ?? [];
  return [...new Set([...QUARTERS, ...present])].filter((month) => month !== YEAR_END).sort((a, b) => a - b);
}

export function valuesOf(plan: PlanDetail): DraftValues {
  return {
    level: plan.level,
    ...(plan.level === "unit" && plan.unit_code !== null && { unit_code: plan.unit_code }),
    ...(plan.cadre_code !== null && { cadre_code: plan.cadre_code }),
    targets: plan.targets.map(({ indicator_code, target, milestones, carries_indicator_code }) => ({
      indicator_code,
      target,
      milestones,
      carries_indicator_code,
    })),
  };
}

/** Numbers as the contract reads them; what was left empty is left out. */
export function entryOf(year: number, { level, unit_code, cadre_code, targets }: DraftValues): PlanEntry {
  return {
    year,
    level,
    ...(level === "unit" && unit_code && { unit_code }),
    ...(level === "person" && cadre_code && { cadre_code }),
    targets: targets.map((line) => {
      const target = line.target ? plainNumber(line.target) : null;
      const points = Object.entries(line.milestones ?? {}).flatMap(([month, value]) => {
        if (Number(month) === YEAR_END) return target === null ? [] : [[month, target] as const];
        return value ? [[month, plainNumber(value)] as const] : [];
      });
      return {
        indicator_code: line.indicator_code,
        target,
        milestones: Object.fromEntries(points),
        ...(level !== "county" &&
          line.carries_indicator_code && { carries_indicator_code: line.carries_indicator_code }),
      };
    }),
  };
}

const FIELD_OF: Readonly<Record<string, string>> = {
  unknown_unit: "/unit_code",
  unknown_cadre: "/cadre_code",
  other_unit: "/cadre_code",
};

function refused(errors: ApiProblem["errors"]): ApiProblem {
  const placed = errors.map((error) => ({
    ...error,
    pointer: FIELD_OF[error.code] ?? error.pointer.replace(/^\/items\/0/, ""),
  }));
  const detail = errors.map((error) => error.message).join("\n");
  return new ApiProblem({ status: 422, code: errors[0]?.code ?? "unknown", detail, errors: placed });
}

/** Writes one draft. A new one is tried first: it would otherwise overwrite the draft that the subject has. */
export async function writeDraft(entry: PlanEntry, taken: string | null): Promise<void> {
  try {
    if (taken !== null) {
      const [row] = (await draftPlan(entry, true)).items;
      if (row?.status === "refused") throw refused(row.errors);
      if (row?.status !== "created") throw refused([{ pointer: "/level", code: "plan_exists", message: taken }]);
    }
    await draftPlan(entry, false);
  } catch (error) {
    const isPlaced =
      !(error instanceof ApiProblem) || error.errors.every(({ pointer }) => !pointer.startsWith("/items"));
    throw isPlaced ? error : refused(error.errors);
  }
}
