import type { Item, Light } from "./queries";

export interface UnitRow {
  code: string;
  name: string;
  classCode: string | null;
  items: readonly Item[];
}

/** A row for each unit, class by class in the order of their codes; lines as the server ordered them. */
export function rowsOf(items: readonly Item[]): UnitRow[] {
  const rows = new Map<string, UnitRow & { items: Item[] }>();
  for (const item of items) {
    const row = rows.get(item.unit_code);
    if (row) row.items.push(item);
    else
      rows.set(item.unit_code, {
        code: item.unit_code,
        name: item.unit_name,
        classCode: item.class_code,
        items: [item],
      });
  }
  const place = ({ classCode, code }: UnitRow): string => `${classCode ?? "~"} ${code}`;
  return [...rows.values()].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

export function countOf(row: UnitRow, light: Light | null): number {
  return row.items.filter((item) => item.light === light).length;
}

/** Lines that were found red: those still red before those made good, the earliest day first. */
export function redsOf(items: readonly Item[]): Item[] {
  const weight = (item: Item): number => (item.light === "red" ? 0 : 1);
  const day = ({ due_on }: Item): string => due_on ?? "9999-12-31";
  return items
    .filter((item) => item.found_light === "red")
    .sort((a, b) => weight(a) - weight(b) || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}
