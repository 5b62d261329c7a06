import type { Schema } from "@/api/client";

/** Votes as typed: by subject and option; null where the cell is empty. */
export type Typed = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

export function sumOf(votes: Readonly<Record<string, number | null>> | undefined): number {
  return Object.values(votes ?? {}).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** What is sent: subjects with any number typed, and nothing for an empty cell of theirs. */
export function rowsOf(typed: Typed, options: readonly string[]): Schema<"CountEntry">[] {
  return Object.entries(typed)
    .filter(([, votes]) => Object.values(votes).some((count) => count !== null))
    .map(([subject_code, votes]) => ({
      subject_code,
      votes: Object.fromEntries(options.map((option) => [option, votes[option] ?? 0])),
    }));
}
