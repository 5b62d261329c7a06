import { resultsWaiting } from "@/features/results/waiting";
import { reportsWaiting } from "@/features/reports/waiting";
import { proposalsWaiting } from "@/features/proposals/waiting";
import { plansWaiting } from "@/features/plans/waiting";
import { bonusesWaiting } from "@/features/bonuses/waiting";
import { evaluationsWaiting } from "@/features/evaluations/waiting";
import { vetoesWaiting } from "@/features/vetoes/waiting";
import { schemesWaiting } from "@/features/schemes/waiting";
import { sheetsWaiting } from "@/features/sheets/waiting";
import { deductionsWaiting } from "@/features/deductions/waiting";
import { rectificationsWaiting } from "@/features/rectifications/waiting";
import { roundsWaiting } from "@/features/rounds/waiting";
import type { WaitingProviders } from "@/app/waiting";

/** What may wait for somebody, feature by feature. */
export const providers: WaitingProviders = [
  ...schemesWaiting,
  ...plansWaiting,
  ...reportsWaiting,
  ...proposalsWaiting,
  ...deductionsWaiting,
  ...rectificationsWaiting,
  ...roundsWaiting,
  ...sheetsWaiting,
  ...evaluationsWaiting,
  ...vetoesWaiting,
  ...bonusesWaiting,
  ...resultsWaiting,
];
