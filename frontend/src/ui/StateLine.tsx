import { showTime } from "@/lib/dates";
import "@/ui/chart.css";

interface Station {
  label: string;
  /** RFC 3339; null where the record has not come yet. */
  at: string | null;
  /** The office and, where it may be shown, the person. */
  by?: string | null;
  note?: string | null;
  bad?: boolean;
}

/** The history of a record as stations with dates and names of offices. */
export function StateLine({ stations, label }: { stations: readonly Station[]; label: string }) {
  const last = stations.findLastIndex((station) => station.at !== null);
  return (
    <ol className="stations" aria-label={label}>
      {stations.map((station, index) => {
        const state = station.bad ? "bad" : station.at ? "done" : "ahead";
        return (
          <li
            key={`${station.label}-${String(index)}`}
            className="station"
            data-state={state}
            aria-current={index === last ? "step" : undefined}
          >
            <span className="station-sign" aria-hidden="true">
              {state === "done" ? "✓" : state === "bad" ? "✕" : ""}
            </span>
            <div>
              <span className="station-label">{station.label}</span>
              {(station.at ?? station.by) && (
                <div className="muted">
                  <span className="num">{showTime(station.at)}</span> {station.by}
                </div>
              )}
              {station.note && <div>{station.note}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
