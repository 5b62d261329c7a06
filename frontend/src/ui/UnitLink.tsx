import { mayOpenUnit, useSession } from "@/auth/session";
import { RecordLink } from "@/ui/RecordLink";

/** A unit's name, leading to its detail where the reader may open that. */
export function UnitLink({ code, name }: { code: string; name: string }) {
  const session = useSession();
  return <RecordLink number={name} path={mayOpenUnit(session, code) ? `/overview/units/${code}` : null} />;
}
