import { deductionsFigures } from "@/features/deductions/figures";
import { overviewFigures } from "@/features/overview/figures";
import { reportsFigures } from "@/features/reports/figures";
import type { FigureProviders } from "@/app/figures";

/** The few figures of a role, under what waits for it. */
export const figures: FigureProviders = [overviewFigures, reportsFigures, deductionsFigures];
