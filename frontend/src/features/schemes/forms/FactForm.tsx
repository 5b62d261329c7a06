import { useTranslation } from "react-i18next";
import { asText, NumberInput } from "./inputs";

import { RowList } from "./RowList";
import { setKey } from "../draft/nodes";
import type { Fact } from "../draft/draft";
import { Input } from "antd";
import { plainNumber } from "@/lib/typed";

interface Props {
  fact: Fact;
  onChange: (fact: Fact) => void;
}

type Entry = Readonly<Record<string, unknown>>;

/** A fact of any kind, by its shape: numbers, a list of scores, counts by name, or events. */
export function FactForm({ fact, onChange }: Props) {
  const { t } = useTranslation("editor");
  return Object.entries(fact).map(([key, value]) => {
    const set = (changed: unknown): void => {
      onChange({ ...fact, [key]: changed });
    };
    if (key === "events") return <Events key={key} events={value as Entry[]} onChange={set} />;
    if (Array.isArray(value)) return <Scores key={key} scores={value} onChange={set} />;
    if (typeof value === "object" && value !== null)
      return Object.entries(value as Entry).map(([name, count]) => (
        <Small
          key={name}
          label={key === "places" ? t("example.place", { place: name }) : name}
          value={count}
          onType={(typed) => {
            set({ ...(value as Entry), [name]: typed });
          }}
        />
      ));
    return <Small key={key} label={t(`facts.${key}`)} value={value} onType={set} />;
  });
}

function Small({ label, value, onType }: { label: string; value: unknown; onType: (value: string) => void }) {
  return (
    <label className="editor-pair">
      <span className="muted">{label}</span>
      <NumberInput
        isNarrow
        value={value}
        onType={(typed) => {
          onType(typed ?? "");
        }}
      />
    </label>
  );
}

function Scores({ scores, onChange }: { scores: readonly unknown[]; onChange: (scores: string[]) => void }) {
  const { t } = useTranslation("editor");
  return (
    <label className="editor-pair">
      <span className="muted">{t("facts.scores")}</span>
      <Input
        className="num"
        defaultValue={scores.map(asText).join(", ")}
        onChange={(event) => {
          onChange(
            event.target.value
              .split(/[,，、;；\s]+/)
              .map(plainNumber)
              .filter(Boolean),
          );
        }}
      />
    </label>
  );
}

function Events({ events, onChange }: { events: readonly Entry[]; onChange: (events: Entry[]) => void }) {
  const { t } = useTranslation("editor");
  return (
    <RowList<Entry>
      rows={events}
      what={t("facts.event")}
      pointer="/fact/events"
      fresh={() => ({ points: "1" })}
      onChange={onChange}
    >
      {(event, change, index) =>
        ["points", "count", "factor", "kind", "matter"]
          .filter((key) => key === "points" || key in event || ["count", "factor"].includes(key))
          .map((key) => (
            <label key={key} className="editor-pair">
              <span className="muted">{t(`facts.${key}`)}</span>
              {key === "kind" || key === "matter" ? (
                <Input
                  className="editor-narrow"
                  value={asText(event[key])}
                  onChange={(typed) => {
                    change(setKey(event, key, typed.target.value || undefined));
                  }}
                />
              ) : (
                <NumberInput
                  isNarrow
                  value={event[key]}
                  label={t("cell", { what: t("facts.event"), number: index + 1, key: t(`facts.${key}`) })}
                  placeholder={key === "points" ? undefined : "1"}
                  onType={(typed) => {
                    change(setKey(event, key, key === "points" ? (typed ?? "") : typed));
                  }}
                />
              )}
            </label>
          ))
      }
    </RowList>
  );
}
