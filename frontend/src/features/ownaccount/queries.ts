import { api, data, type Schema } from "@/api/client";

export type OwnSession = Schema<"OwnSession">;

export async function readOwnSessions(): Promise<readonly OwnSession[]> {
  return (await data(api.GET("/api/v1/directory/sessions"))).items;
}

export function endOtherSessions() {
  return api.POST("/api/v1/directory/sessions:end-others");
}
