import { api, data, type Schema } from "@/api/client";
import { everyRow } from "@/lib/pages";

/** For how long a record that was sent back is told to whoever made it. */
const RETURNED_DAYS = 30;
const DAY = 86_400_000;

/** What the reader recorded lately and was sent back, the oldest first. */
export async function readReturned(officeNow: string): Promise<Schema<"DeductionRow">[]> {
  const since = Date.parse(officeNow) - RETURNED_DAYS * DAY;
  const query = { state: ["returned" as const], mine: true, limit: 200 };
  const rows = await everyRow(await data(api.GET("/api/v1/supervision/deductions", { params: { query } })));
  return rows.filter((row) => Date.parse(row.recorded_at) > since).reverse();
}
