import { TableOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice, Chosen, Typed } from "./order";
import { FactsTableDialog } from "./FactsTableDialog";
import type { Item, Trial, TypedFact } from "./queries";
import { TypedDialog } from "./TypedDialog";
import "./trials.css";
import styles from "./FactsCard.module.css";

interface Props {
  trial: Trial;
  chosen: Chosen;
  typed: Typed;
  onChoose: (itemCode: string, choice: Choice) => void;
  onType: (itemCode: string, values: ReadonlyMap<string, string>) => void;
  onTake: (facts: readonly TypedFact[]) => void;
}

/** Items without facts, and those about which the reader decided: what each is tried on. */
export function FactsCard({ trial, chosen, typed, onChoose, onType, onTake }: Props) {
  const { t } = useTranslation("trials");
  const [typing, type] = useState<Item | null>(null);
  const [isTableOpen, openTable] = useState(false);
  const items = [...new Map(trial.classes.flatMap((group) => group.items).map((item) => [item.code, item])).values()];
  const isBare = (item: Item): boolean =>
    trial.classes.some((group) => group.items.some((other) => other.code === item.code && other.is_left_out));
  const shown = items.filter((item) => chosen.choices.has(item.code) || isBare(item));
  const rest = items.filter((item) => !shown.includes(item));
  if (chosen.isSample || items.length === 0) return null;
  const choose = (item: Item, value: string): void => {
    const [kind, from = ""] = value.split("~");
    onChoose(item.code, kind === "take" ? { kind, from } : { kind: kind as "record" });
    if (kind === "type") type(item);
  };
  return (
    <section className="card no-print" aria-label={t("factsOfItems")}>
      <div className="row trial-facts-head">
        <strong>{t("factsOfItems")}</strong>
        <Button
          icon={<TableOutlined aria-hidden />}
          onClick={() => {
            openTable(true);
          }}
        >
          {t("table")}
        </Button>
      </div>
      <p className="muted trial-note">{t(shown.length > 0 ? "factsOfItemsNote" : "factsOfItemsAll")}</p>
      <ul className="trial-facts">
        {shown.map((item) => (
          <li key={item.code}>
            <span>{item.name}</span>
            <Select
              aria-label={t("triedOn", { name: item.name })}
              className={styles.choice}
              value={valueOf(chosen.choices.get(item.code))}
              onChange={(value) => {
                choose(item, value);
              }}
              options={[
                { value: "record", label: t("choices.record") },
                { value: "skip", label: t("choices.skip") },
                { value: "draw", label: t("choices.draw") },
                { value: "type", label: t("choices.type") },
                ...trial.offers
                  .filter((offer) => offer.shape === item.shape && offer.code !== item.code)
                  .map((offer) => ({ value: `take~${offer.code}`, label: t("choices.take", { ...offer }) })),
              ]}
            />
            {chosen.choices.get(item.code)?.kind === "type" ? (
              <Button
                size="small"
                onClick={() => {
                  type(item);
                }}
              >
                {t("typedCount", { count: typed.get(item.code)?.size ?? 0 })}
              </Button>
            ) : (
              isBare(item) && <span className="muted">{t("isLeftOut")}</span>
            )}
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <Select
          aria-label={t("anotherItem")}
          placeholder={t("anotherItem")}
          className={styles.choice}
          value={null}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(code: string | null) => {
            if (code) onChoose(code, { kind: "skip" });
          }}
          options={rest.map((item) => ({ value: item.code, label: item.name }))}
        />
      )}
      <TypedDialog
        item={typing}
        subjects={subjectsOf(trial)}
        values={typing ? typed.get(typing.code) : undefined}
        onClose={() => {
          type(null);
        }}
        onType={onType}
      />
      <FactsTableDialog
        scheme={trial.scheme}
        factsYear={trial.facts_year}
        open={isTableOpen}
        onClose={() => {
          openTable(false);
        }}
        onTake={onTake}
      />
    </section>
  );
}

function valueOf(choice: Choice | undefined): string {
  if (!choice) return "record";
  return choice.kind === "take" ? `take~${choice.from}` : choice.kind;
}

function subjectsOf(trial: Trial): { code: string; name: string }[] {
  return trial.classes.flatMap((group) => [...group.subjects, ...group.incomplete]);
}
