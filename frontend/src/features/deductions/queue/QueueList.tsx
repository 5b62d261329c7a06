import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DeductionRow } from "../queries";
import { toneOfState } from "../tones";
import { showDate } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { StateTag } from "@/ui/StateTag";

interface Props {
  rows: readonly DeductionRow[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

/** What waits, the longest waiting first. */
export function QueueList({ rows, chosen, onChoose, hasMore, isLoading, onMore }: Props) {
  const { t, i18n } = useTranslation(["deductions", "app"]);
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <nav aria-label={t("queue.list")} className="queue-list">
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              ref={row.id === chosen ? current : null}
              aria-current={row.id === chosen}
              onClick={() => {
                onChoose(row.id);
              }}
            >
              <span className="queue-unit">
                {row.unit_name}
                <span className="num queue-points">−{showShort(row.points)}</span>
              </span>
              <span className="queue-rule">{i18n.language === "en" ? row.rule_title_en : row.rule_title}</span>
              <span className="muted queue-foot">
                <StateTag label={t(`states.${row.state}`)} tone={toneOfState(row.state)} />
                <span className="num">{t("queue.since", { on: showDate(row.recorded_at) })}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button block type="text" loading={isLoading} onClick={onMore}>
          {t("app:list.more")}
        </Button>
      )}
    </nav>
  );
}
