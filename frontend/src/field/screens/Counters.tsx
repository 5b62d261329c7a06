import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Screen } from "@/field/hooks/useScreen";
import { useStored } from "@/field/hooks/useStored";
import { groupsOf, readItems } from "@/field/store/items";

interface Props {
  owner: string;
  screen: Screen;
  go: (screen: Screen) => void;
}

/** Sent, waiting, refused: always in view, and the way to the list of them. */
export function Counters({ owner, screen, go }: Props) {
  const { t } = useTranslation("field");
  const items = useStored(useCallback(() => readItems(owner), [owner]));
  const groups = groupsOf(items ?? []);
  const [sent, waiting, refused] = [groups.sent.length, groups.waiting.length, groups.refused.length];
  return (
    <nav className="field-counters" aria-label={t("screens.outbox")}>
      <button
        type="button"
        className="field-tab"
        aria-current={screen === "record" ? "page" : undefined}
        onClick={() => {
          go("record");
        }}
      >
        <span aria-hidden="true">✎</span> {t("screens.record")}
      </button>
      <button
        type="button"
        className="field-tab field-tab-counts"
        aria-current={screen === "outbox" ? "page" : undefined}
        aria-label={t("counters", { sent, waiting, refused })}
        onClick={() => {
          go("outbox");
        }}
      >
        <Count sign="✓" label={t("sent")} value={sent} />
        <Count sign="↑" label={t("waiting")} value={waiting} tone={waiting > 0 ? "due" : undefined} />
        <Count sign="!" label={t("refused")} value={refused} tone={refused > 0 ? "bad" : undefined} />
      </button>
    </nav>
  );
}

function Count({
  sign,
  label,
  value,
  tone,
}: {
  sign: string;
  label: string;
  value: number;
  tone?: string | undefined;
}) {
  return (
    <span className="field-count" data-tone={tone} aria-hidden="true">
      <b>
        {sign} {value}
      </b>
      <small>{label}</small>
    </span>
  );
}
