import { resultsWaiting } from "@/features/results/waiting";
import { reportsWaiting } from "@/features/reports/waiting";
import { proposalsWaiting } from "@/features/proposals/waiting";
import { plansWaiting } from "@/features/plans/waiting";
import { deductionsWaiting } from "@/features/deductions/waiting";
import type { WaitingProviders } from "@/app/waiting";

/** What may wait for somebody, feature by feature. */
export const providers: WaitingProviders = [
  ...plansWaiting,
  ...reportsWaiting,
  ...proposalsWaiting,
  ...deductionsWaiting,
  ...resultsWaiting,
];
