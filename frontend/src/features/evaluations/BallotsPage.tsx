import { RoundList } from "./RoundList";

export default function BallotsPage() {
  return <RoundList kind="society" />;
}
