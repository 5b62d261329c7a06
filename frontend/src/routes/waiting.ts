import { resultsWaiting } from "@/features/results/waiting";
import { deductionsWaiting } from "@/features/deductions/waiting";
import type { WaitingProviders } from "@/app/waiting";

/** What may wait for somebody, feature by feature. */
export const providers: WaitingProviders = [...deductionsWaiting, ...resultsWaiting];
