import { wordOf } from "@/i18n/words";

/** The values of an indicator in a year, the whole first, as the API names them. */
export const VALUE_NAMES = [
  "annual",
  "half_year",
  ...[1, 2, 3, 4].map((quarter) => `quarter_${String(quarter)}`),
  ...Array.from({ length: 12 }, (_, index) => `month_${String(index + 1).padStart(2, "0")}`),
];

/** What a value is called; a name of the county's own stays as it is. */
export const sayValueName = (name: string): string => wordOf("app:valueNames", name);

export const valueNameOptions = (): { value: string; label: string }[] =>
  VALUE_NAMES.map((value) => ({ value, label: sayValueName(value) }));
