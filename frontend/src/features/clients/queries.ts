import { api, data, ifMatch, type Schema } from "@/api/client";
import { placeRefusal } from "@/lib/refusals";

export type Client = Schema<"ClientView">;
export type ClientEntry = Schema<"ClientEntry">;
export type ClientChange = Schema<"ClientChange">;
export type SecretRotation = Schema<"SecretRotation">;
export type NewClient = Schema<"NewClient">;

export function firstClients() {
  return data(api.GET("/api/v1/directory/clients", { params: { query: { limit: 100 } } }));
}

export function registerClient(entry: ClientEntry): Promise<NewClient> {
  return placeRefusal(data(api.POST("/api/v1/directory/clients", { body: entry })), {
    client_exists: { pointer: "/client_id" },
    scope_not_allowed: { pointer: "/scopes" },
  });
}

export function changeClient({ client_id, version }: Client, body: ClientChange) {
  const params = { path: { client_id }, header: ifMatch(version) };
  return placeRefusal(api.PATCH("/api/v1/directory/clients/{client_id}", { params, body }), {
    scope_not_allowed: { pointer: "/scopes" },
  });
}

export function rotateSecret({ client_id }: Client, body: SecretRotation): Promise<NewClient> {
  return data(
    api.POST("/api/v1/directory/clients/{client_id}:rotate-secret", { params: { path: { client_id } }, body }),
  );
}
