import { Steps } from "antd";
import { showTime } from "@/lib/dates";

export interface Station {
  label: string;
  at: string | null;
  by?: string | null;
  note?: string | null;
  bad?: boolean;
}

/** The history of a record as stations with dates and names of offices. */
export function StateLine({ stations, label }: { stations: readonly Station[]; label: string }) {
  const done = stations.filter((station) => station.at !== null).length;
  return (
    <div aria-label={label} role="group">
      <Steps
        size="small"
        orientation="vertical"
        current={Math.max(done - 1, 0)}
        items={stations.map((station) => ({
          title: station.label,
          status: station.bad ? "error" : station.at ? "finish" : "wait",
          content: (
            <span>
              <span className="num">{showTime(station.at)}</span> {station.by}
              {station.note && <span style={{ display: "block" }}>{station.note}</span>}
            </span>
          ),
        }))}
      />
    </div>
  );
}
