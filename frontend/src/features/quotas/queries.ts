import { useQuery } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { placeRefusal } from "@/lib/refusals";
import { unitsQuery } from "@/lib/units";

export type Quota = Schema<"QuotaView">;
export type BonusLine = Schema<"BonusLine">;
export type Transfer = Schema<"TransferView">;

export function firstQuotas(year: number) {
  return data(api.GET("/api/v1/personnel/quotas", { params: { query: { year, limit: 100 } } }));
}

export function firstBonuses(year: number) {
  return data(api.GET("/api/v1/personnel/bonus-list", { params: { query: { year, limit: 100 } } }));
}

export function firstTransfers(year: number | undefined, state?: Schema<"TransferState">) {
  return data(api.GET("/api/v1/personnel/transfers", { params: { query: { year, state, limit: 100 } } }));
}

export function assignTransfer(id: string, body: Schema<"TransferAssignment">) {
  const params = { path: { transfer_id: id } };
  return placeRefusal(api.POST("/api/v1/personnel/transfers/{transfer_id}:assign", { params, body }), {
    unknown_township: { pointer: "/to_unit_code" },
  });
}

/** Each on its own: what is refused holds back nothing else. */
export function assignTransfers(items: Schema<"TransferAssignmentRow">[]) {
  const body = { items, dry_run: false, all_or_nothing: false };
  return data(api.POST("/api/v1/personnel/transfers:assign-batch", { body }));
}

/** Townships in service: a cadre can be moved to no other unit. */
export function useTownshipOptions(): { value: string; label: string }[] {
  const units = useQuery(unitsQuery);
  return (units.data?.items ?? [])
    .filter((unit) => unit.kind === "township" && unit.is_active)
    .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
}
