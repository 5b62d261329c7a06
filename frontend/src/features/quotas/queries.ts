import { api, data, type Schema } from "@/api/client";

export type Quota = Schema<"QuotaView">;
export type BonusLine = Schema<"BonusLine">;
export type Transfer = Schema<"TransferView">;

export function firstQuotas(year: number) {
  return data(api.GET("/api/v1/personnel/quotas", { params: { query: { year, limit: 100 } } }));
}

export function firstBonuses(year: number) {
  return data(api.GET("/api/v1/personnel/bonus-list", { params: { query: { year, limit: 100 } } }));
}

export function firstTransfers(year: number) {
  return data(api.GET("/api/v1/personnel/transfers", { params: { query: { year, limit: 100 } } }));
}

export function assignTransfer(id: string, body: Schema<"TransferAssignment">) {
  return api.POST("/api/v1/personnel/transfers/{transfer_id}:assign", { params: { path: { transfer_id: id } }, body });
}
