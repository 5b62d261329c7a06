import { Button, Checkbox } from "antd";
import { useTranslation } from "react-i18next";

interface Props {
  place: number;
  count: number;
  hasMore: boolean;
  keysOn: boolean;
  onKeys: (on: boolean) => void;
  isListOpen: boolean;
  onList: () => void;
  onGo: (place: number) => void;
}

/** Where one is in the queue, to the neighbours, and on a phone to the list. */
export function QueueBar({ place, count, hasMore, keysOn, onKeys, isListOpen, onList, onGo }: Props) {
  const { t } = useTranslation("deductions");
  const steps = [
    { key: "k", to: place - 1, text: t("queue.before") },
    { key: "j", to: place + 1, text: t("queue.after") },
  ];
  return (
    <div className="row queue-bar">
      {place >= 0 && (
        <span className="num">{t("queue.place", { place: place + 1, count, more: hasMore ? "+" : "" })}</span>
      )}
      {steps.map(({ key, to, text }) => (
        <Button
          key={key}
          disabled={to < 0 || to >= count}
          aria-keyshortcuts={keysOn ? key : undefined}
          onClick={() => {
            onGo(to);
          }}
        >
          {text}
          {keysOn && <kbd aria-hidden="true">{key}</kbd>}
        </Button>
      ))}
      <Button className="queue-opener" aria-expanded={isListOpen} onClick={onList}>
        {t("queue.list")}
      </Button>
      <Checkbox
        className="queue-keys"
        checked={keysOn}
        onChange={(event) => {
          onKeys(event.target.checked);
        }}
      >
        {t("queue.keys")}
      </Checkbox>
    </div>
  );
}
