import type { Feature } from "@/app/feature";
import { home } from "@/features/home/feature";
import { firstSteps } from "@/features/firststeps/feature";
import { clock } from "@/features/clock/feature";
import { units } from "@/features/units/feature";
import { cadres } from "@/features/cadres/feature";
import { accounts } from "@/features/accounts/feature";
import { ownAccount } from "@/features/ownaccount/feature";
import { clients } from "@/features/clients/feature";
import { deadLetters } from "@/features/deadletters/feature";
import { ties } from "@/features/ties/feature";
import { audit } from "@/features/audit/feature";
import { overview } from "@/features/overview/feature";
import { years } from "@/features/years/feature";
import { indicators } from "@/features/indicators/feature";
import { plans } from "@/features/plans/feature";
import { values } from "@/features/values/feature";
import { midyear } from "@/features/midyear/feature";
import { reports } from "@/features/reports/feature";
import { rounds } from "@/features/rounds/feature";
import { visits } from "@/features/visits/feature";
import { draws } from "@/features/draws/feature";
import { strictness } from "@/features/strictness/feature";
import { deductions } from "@/features/deductions/feature";
import { rectifications } from "@/features/rectifications/feature";
import { imports } from "@/features/imports/feature";
import { rules } from "@/features/rules/feature";
import { schemes } from "@/features/schemes/feature";
import { trials } from "@/features/trials/feature";
import { sheets } from "@/features/sheets/feature";
import { evaluations } from "@/features/evaluations/feature";
import { manual } from "@/features/manual/feature";
import { vetoes } from "@/features/vetoes/feature";
import { bonuses } from "@/features/bonuses/feature";
import { results } from "@/features/results/feature";
import { reviews } from "@/features/reviews/feature";
import { proposals } from "@/features/proposals/feature";
import { linkage } from "@/features/linkage/feature";
import { nominations } from "@/features/nominations/feature";
import { quotas } from "@/features/quotas/feature";
import { grades } from "@/features/grades/feature";
import { accountability } from "@/features/accountability/feature";
import { record } from "@/features/record/feature";
import { history } from "@/features/history/feature";

/** What the office app is made of. This order is that of a menu group, of the figures and of what the search finds. */
export const features: readonly Feature[] = [
  home,
  units,
  cadres,
  accounts,
  ownAccount,
  clients,
  deadLetters,
  ties,
  audit,
  firstSteps,
  clock,
  overview,
  years,
  indicators,
  plans,
  reports,
  values,
  midyear,
  rounds,
  visits,
  draws,
  strictness,
  deductions,
  rectifications,
  imports,
  rules,
  schemes,
  trials,
  sheets,
  evaluations,
  manual,
  vetoes,
  bonuses,
  results,
  linkage,
  reviews,
  proposals,
  nominations,
  quotas,
  grades,
  accountability,
  record,
  history,
];
