import { createContext, useContext } from "react";
import type { FigureProvider } from "@/app/figures";
import type { Page } from "@/app/pages";
import type { DeductionPanel, HomeBeginning, HomeCard } from "@/app/panels";
import type { SearchProvider } from "@/app/search";
import type { WaitingProvider } from "@/app/waiting";
import type { Namespace } from "@/i18n/resources";

/** What a folder of `features` brings to the app, in its `feature.ts`; `routes/features.ts` lists them. */
export interface Feature {
  /** The namespaces of what its pages say beyond the frame: fetched with the page's code. */
  texts: readonly Namespace[];
  pages: readonly Page[];
  /** What may wait for somebody. */
  waiting?: readonly WaitingProvider[];
  /** What is told on the home of whom it concerns. */
  homeCards?: readonly HomeCard[];
  /** Who does what next while the county is being set up, in place of that nothing waits. */
  beginnings?: readonly HomeBeginning[];
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
export function useBrought<Kind extends Exclude<keyof Feature, "texts">>(
  kind: Kind,
): NonNullable<Feature[Kind]>[number][] {
  return useContext(Features).flatMap((feature): readonly NonNullable<Feature[Kind]>[number][] => feature[kind] ?? []);
}
