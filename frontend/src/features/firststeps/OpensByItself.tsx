import { Navigate } from "react-router";
import { wasOpened } from "./opened";
import { useFirstSteps } from "./queries";
import { useBegunYears } from "@/lib/year";

/** Leads whoever comes home and has a first step to take to the list of them, once, until a year has begun. */
export default function OpensByItself() {
  const { steps } = useFirstSteps(useBegunYears().length === 0);
  const hasOwn = steps?.some((step) => step.isOwn && step.state !== "done") ?? false;
  return hasOwn && !wasOpened() ? <Navigate to="/first-steps" replace /> : null;
}
