import { Navigate } from "react-router";
import { wasOpened } from "./opened";
import { useFirstSteps } from "./queries";

/** Leads whoever comes home and has a first step to take to the list of them, once. */
export default function OpensByItself() {
  const { steps } = useFirstSteps();
  const hasOwn = steps?.some((step) => step.isOwn && step.state !== "done") ?? false;
  return hasOwn && !wasOpened() ? <Navigate to="/first-steps" replace /> : null;
}
