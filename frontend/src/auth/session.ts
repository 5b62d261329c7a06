import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";

export type Session = Schema<"SessionView">;
export type Permission = Schema<"Permission">;

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await data(api.GET("/api/v1/directory/session"));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** The session of whoever is signed in; only inside the frame, where somebody is. */
export function useSession(): Session {
  const { data: session } = useQuery(sessionQuery);
  if (!session) throw new Error("used outside the frame");
  return session;
}

export function useMay(): (permission: Permission) => boolean {
  const session = useSession();
  return (permission) => session.permissions.includes(permission);
}

const OF_ONE_UNIT: readonly string[] = ["cadre", "unit_head", "unit_reporter"];

/** May this person open a unit's detail: anybody's with a role for the whole county, else one's own only. */
export function useMayOpenUnit(): (unitCode: string) => boolean {
  const session = useSession();
  const seesCounty = session.roles.some((role) => !OF_ONE_UNIT.includes(role));
  return (unitCode) => seesCounty || session.unit?.code === unitCode;
}
