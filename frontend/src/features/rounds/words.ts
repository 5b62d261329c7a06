import i18next from "i18next";
import type { Item, Stage } from "./queries";
import { showDate } from "@/lib/dates";
import { showShort } from "@/lib/decimals";

type Found = Pick<Item, "value" | "stage" | "reached_on">;

export function nameOf(item: Pick<Item, "name" | "name_en">): string {
  return i18next.language === "en" ? item.name_en : item.name;
}

function withUnit(value: string, unit: string | null): string {
  return `${showShort(value)} ${unit ?? ""}`.trim();
}

/** What must be reached by the end of the quarter. */
export function dueOf(item: Item): string {
  if (item.expected !== null) return withUnit(item.expected, item.unit_of_measure);
  return item.planned ? `${item.planned} ${showDate(item.planned_on)}` : "–";
}

/** What a visit found, in words. */
export function foundOf(found: Found, unit: string | null): string {
  if (found.value !== null) return withUnit(found.value, unit);
  if (found.stage === null) return "–";
  const stage: Stage = found.stage;
  const day = showDate(found.reached_on);
  return i18next.t(`quarterly:found.${stage}`, { day });
}
