import { queryOptions, useQuery } from "@tanstack/react-query";
import { placeSteps, type FirstStep, type PlacedStep } from "./steps";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";
import { useBrought } from "@/app/feature";
import { useSession } from "@/auth/session";

const SERVICES = ["directory", "targets", "supervision", "appraisal", "personnel"] as const;

async function readSteps(): Promise<FirstStep[]> {
  const answers = await Promise.all(SERVICES.map((service) => data(api.GET(`/api/v1/${service}/first-steps`))));
  return answers.flatMap((answer) => answer.items);
}

/** Each service tells its own; read anew whenever a page of it is opened, as steps are taken on other pages. */
const firstStepsQuery = queryOptions({ queryKey: keys.firstSteps.every(), queryFn: readSteps, staleTime: 0 });

/** With `isAsked` false nothing is read, and there are no steps. */
export function useFirstSteps(isAsked = true): {
  steps: PlacedStep[] | null;
  error: Error | null;
  retry: () => void;
} {
  const session = useSession();
  const pages = useBrought("pages");
  const { data: steps, error, refetch } = useQuery({ ...firstStepsQuery, enabled: isAsked });
  return {
    steps: steps ? placeSteps(steps, pages, session) : null,
    error,
    retry: () => void refetch(),
  };
}
