import { Input, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Chosen } from "./order";
import { comparableQuery, type SchemeSummary } from "./queries";
import { wordOf } from "@/i18n/words";
import styles from "./TrialControls.module.css";

interface Props {
  scheme: { id: string; year: number; subject_kind: SchemeSummary["subject_kind"] };
  chosen: Chosen;
  years: readonly number[];
  factsYear: number;
  onChange: (patch: Partial<Chosen>) => void;
}

const IN_FORCE = "in-force";

/** On which facts, and beside what. */
export function TrialControls({ scheme, chosen, years, factsYear, onChange }: Props) {
  const { t } = useTranslation(["trials", "schemes"]);
  const others = useQuery(comparableQuery(scheme.subject_kind));
  return (
    <section className="card trial-controls no-print" aria-label={t("controls")}>
      <label>
        <span className="muted">{t("factsFrom")}</span>
        <Select
          aria-label={t("factsFrom")}
          value={chosen.isSample ? "sample" : String(factsYear)}
          onChange={(value) => {
            onChange(value === "sample" ? { isSample: true } : { isSample: false, factsYear: Number(value) });
          }}
          options={[
            ...years.map((year) => ({ value: String(year), label: t("factsOf", { year }) })),
            { value: "sample", label: t("sample") },
          ]}
        />
      </label>
      {(chosen.isSample || [...chosen.choices.values()].some(({ kind }) => kind === "draw")) && (
        <label>
          <span className="muted">{t("seed")}</span>
          <Input
            key={chosen.seed}
            aria-label={t("seed")}
            defaultValue={chosen.seed}
            maxLength={40}
            className={styles.year}
            onBlur={(event) => {
              onChange({ seed: event.target.value.trim() });
            }}
            onPressEnter={(event) => {
              onChange({ seed: event.currentTarget.value.trim() });
            }}
          />
        </label>
      )}
      <label className="trial-against">
        <span className="muted">{t("compareWith")}</span>
        <Select
          aria-label={t("compareWith")}
          value={chosen.against ?? IN_FORCE}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(value) => {
            onChange({ against: value === IN_FORCE ? null : value });
          }}
          options={[
            { value: IN_FORCE, label: t("inForce", { year: factsYear }) },
            ...(others.data ?? [])
              .filter((other) => other.id !== scheme.id)
              .map((other) => ({
                value: other.id,
                label: t("schemeOf", { ...other, state: wordOf("schemes:states", other.state) }),
              })),
          ]}
        />
      </label>
    </section>
  );
}
