import { expect, it } from "vitest";
import { countRows, yearsOf } from "./counts";

it("one row a kind, one column a year, nought where nothing happened", () => {
  const record = {
    from_year: 2024,
    to_year: 2026,
    items: [{ kind: "demoted" as const, year: 2024, imported: 4, decided: 0, total: 4 }],
    totals: [{ kind: "demoted" as const, imported: 4, decided: 0, total: 4 }],
  };
  expect(yearsOf(record)).toEqual([2024, 2025, 2026]);
  const [demoted, resigned] = countRows(record, ["demoted", "resigned"]);
  expect(demoted?.byYear[2024]?.total).toBe(4);
  expect(demoted?.byYear[2025]).toBeUndefined();
  expect(resigned?.total).toBe(0);
});
