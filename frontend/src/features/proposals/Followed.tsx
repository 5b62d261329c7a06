import { useQuery } from "@tanstack/react-query";
import type { Proposal } from "./queries";
import type { Schema } from "@/api/client";
import { useMay } from "@/auth/session";
import { cadresOfUnitQuery } from "@/lib/cadres";
import { OutcomeCard } from "@/ui/OutcomeCard";

const OF_DESTINATION: Readonly<Record<Schema<"Destination">, readonly Schema<"OutcomeKind">[]>> = {
  important_post: ["to_important_post"],
  promote_chief: ["promoted_chief", "to_important_post"],
  promote_deputy: ["promoted_deputy", "to_important_post"],
};

/** What may be recorded of a decision that is in effect; a transfer is recorded in the list of transfers. */
function kindsOf({ kind, state, review_state, decided }: Proposal): readonly Schema<"OutcomeKind">[] {
  const isInEffect =
    (state === "accepted" || state === "changed") && ["none", "upheld", "needed"].includes(review_state);
  if (!isInEffect) return [];
  if (kind === "accountability_step") return ["resigned", "demoted", "to_ordinary_post"];
  if (kind === "promotion_suggestion" && decided?.destination) return OF_DESTINATION[decided.destination];
  return [];
}

/** What followed for cadres from a decided proposal. */
export function Followed({ proposal }: { proposal: Proposal }) {
  const kinds = kindsOf(proposal);
  const { cadre_code: code, cadre_name: name, unit_code: unit } = proposal;
  const mayRecord = useMay()("personnel:outcome:import");
  const ofUnit = useQuery({ ...cadresOfUnitQuery(unit), enabled: mayRecord && kinds.length > 0 && code === null });
  if (kinds.length === 0) return null;
  const cadres = code === null ? (ofUnit.data ?? []) : [{ code, name: name ?? code }];
  return (
    <OutcomeCard
      origin={{ proposal_id: proposal.id }}
      year={proposal.year}
      kinds={kinds}
      cadres={cadres}
      decisionNumber={proposal.decision?.decision_number ?? null}
    />
  );
}
