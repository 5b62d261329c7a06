import { followPage } from "@/api/client";

/** Every row of a list that is worked through as a whole, from its first page on. */
export async function everyRow<Row>(first: { items: readonly Row[]; next: string | null }): Promise<Row[]> {
  const found = [...first.items];
  for (let next = first.next; next !== null;) {
    const page = await followPage<Row>(next);
    found.push(...page.items);
    next = page.next;
  }
  return found;
}
