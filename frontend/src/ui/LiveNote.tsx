import { useTranslation } from "react-i18next";
import { ASK_EVERY_MS } from "@/lib/liveStandings";
import type { StreamState } from "@/api/events";
import "@/ui/live.css";

/** Whether what is on the page follows by itself. */
export function LiveNote({ state }: { state: StreamState }) {
  const { t } = useTranslation("live");
  return (
    <span className="live-note" role="status" data-state={state}>
      <span className="live-dot" aria-hidden="true" />
      {t(state, { seconds: ASK_EVERY_MS / 1000 })}
    </span>
  );
}
