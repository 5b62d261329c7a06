import { createContext, useContext } from "react";
import type { FigureProvider } from "@/app/figures";
import type { Page } from "@/app/pages";
import type { DeductionPanel } from "@/app/panels";
import type { SearchProvider } from "@/app/search";
import type { WaitingProvider } from "@/app/waiting";

/** What a folder of `features` brings to the app, in its `feature.ts`; `routes/features.ts` lists them. */
export interface Feature {
  pages: readonly Page[];
  /** What may wait for somebody. */
  waiting?: readonly WaitingProvider[];
  /** Numbers that matter to a role, under what waits for it. */
  figures?: readonly FigureProvider[];
  /** What the box in the top bar finds. */
  searches?: readonly SearchProvider[];
  /** What it shows on the page of a deduction. */
  deductionPanels?: readonly DeductionPanel[];
}

/** Handed in at the root: whoever shows what features bring knows none of them. */
export const Features = createContext<readonly Feature[]>([]);

/** What all features bring of one kind, in the order of the table. */
export function useBrought<Kind extends keyof Feature>(kind: Kind): NonNullable<Feature[Kind]>[number][] {
  return useContext(Features).flatMap((feature): readonly NonNullable<Feature[Kind]>[number][] => feature[kind] ?? []);
}
