import i18next from "i18next";
import type { Resources } from "./resources";

type BranchesOf<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? never : Key | `${Key}.${BranchesOf<Texts[Key]>}`;
}[keyof Texts & string];

/** A namespace and the place in it below which words stand, with a colon between. */
type Branch = { [Name in keyof Resources]: `${Name}:${BranchesOf<Resources[Name]>}` }[keyof Resources];

/**
 * The word for a value that the contract leaves open (a scheme's state, a rule's parameter, a county's own tier); where no
 * word stands, `otherwise` or the value as it came. Where the contract lists the values, `t` with a template is the
 * stricter way.
 */
export function wordOf(branch: Branch, value: string, otherwise = value): string {
  return i18next.t(`${branch}.${value}`, { defaultValue: otherwise });
}

/** The values of a branch by what people write for them: the word in the reader's language, or the value itself. */
export function wordsOf(branch: Branch, values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    values.flatMap((value): [string, string][] => [
      [value, value],
      [wordOf(branch, value).toLowerCase(), value],
    ]),
  );
}
