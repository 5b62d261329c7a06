import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { limitIdle } from "@/api/idle";
import { keys } from "@/api/keys";
import { ApiProblem } from "@/api/problem";
import { noteRehearsal } from "@/api/rehearsal";

export type Session = Schema<"SessionView">;
export type Permission = Schema<"Permission">;

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: keys.session.present(),
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await data(api.GET("/api/v1/directory/session"));
      limitIdle(session.idle_minutes);
      noteRehearsal(session.is_rehearsal);
      return session;
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

/** A role for the whole county: no unit's records are kept back. */
export function seesWholeCounty({ roles }: Pick<Session, "roles">): boolean {
  return roles.some((role) => !OF_ONE_UNIT.includes(role));
}

/** Who reads standings opens any unit's detail with a role for the whole county, else the own unit's only. */
export function mayOpenUnit(session: Session, unitCode: string): boolean {
  if (!session.permissions.includes("appraisal:standing:read")) return false;
  return session.unit?.code === unitCode || seesWholeCounty(session);
}
