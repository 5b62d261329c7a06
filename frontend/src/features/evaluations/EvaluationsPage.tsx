import { RoundList } from "./RoundList";

export default function EvaluationsPage() {
  return <RoundList kind="leaders" />;
}
