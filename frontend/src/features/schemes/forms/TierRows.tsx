import { AutoComplete, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { FieldSet } from "./Field";
import { ChoiceInput, KeptInput, NumberInput } from "./inputs";
import { RowList } from "./RowList";
import { freshCode, setKey } from "../draft/nodes";
import type { Resources } from "@/i18n/resources";
import styles from "./TierRows.module.css";

type Entry = Readonly<Record<string, unknown>>;
const listOf = (value: unknown): Entry[] => (Array.isArray(value) ? (value as Entry[]) : []);

const TIERS = ["advanced", "lagging"] as const;
const EFFECTS = ["bar_advanced", "bar_awards", "force_lagging", "drop_tier"] as const;

/** Who takes which tier: places from the top or the bottom, lines on the total; in the order written. */
export function TierRows() {
  const { t } = useTranslation("editor");
  const { state, dispatch } = useEditor();
  const tiers = listOf(state.draft.document["tiers"]);
  return (
    <FieldSet label={t("tiers")} pointer="/document/tiers">
      <p className="muted editor-hint">{t("tiersHint")}</p>
      <RowList<Entry>
        rows={tiers}
        what={t("tier")}
        pointer="/document/tiers"
        isOrdered
        fresh={() => ({ tier: "advanced", top: { share: "0.3" } })}
        onChange={(rows) => {
          dispatch({ type: "setDocument", key: "tiers", value: rows.length > 0 ? rows : undefined });
        }}
      >
        {(tier, change, index) => <TierCells tier={tier} number={index + 1} onChange={change} />}
      </RowList>
    </FieldSet>
  );
}

function TierCells({ tier, number, onChange }: { tier: Entry; number: number; onChange: (tier: Entry) => void }) {
  const { t } = useTranslation(["editor", "app"]);
  const label = (key: keyof Resources["editor"]["tierFields"]): string =>
    t("cell", { what: t("tier"), number, key: t(`tierFields.${key}`) });
  const end = "top" in tier ? "top" : "bottom" in tier ? "bottom" : "none";
  const seats = (tier[end] ?? {}) as Entry;
  const unit = "count" in seats ? "count" : "share" in seats ? "share" : "all";
  const withoutEnds = setKey(setKey(tier, "top", undefined), "bottom", undefined);
  return (
    <>
      <AutoComplete
        value={tier["tier"] as string}
        aria-label={label("tier")}
        className={styles.tier}
        options={TIERS.map((one) => ({ value: one, label: `${one} ${t(`app:tiers.${one}`)}` }))}
        onChange={(typed: string) => {
          onChange({ ...tier, tier: typed });
        }}
      />
      <ChoiceInput
        value={end}
        label={label("end")}
        options={(["top", "bottom", "none"] as const).map((one) => ({ value: one, label: t(`tierEnds.${one}`) }))}
        onChoose={(chosen) => {
          onChange(chosen === "none" ? withoutEnds : { ...withoutEnds, [chosen]: seats });
        }}
      />
      {end !== "none" && (
        <ChoiceInput
          value={unit}
          label={label("unit")}
          options={(["share", "count", "all"] as const).map((one) => ({ value: one, label: t(`tierUnits.${one}`) }))}
          onChoose={(chosen) => {
            const fresh = chosen === "all" ? {} : { [chosen]: chosen === "count" ? "1" : "0.3" };
            onChange({ ...tier, [end]: fresh });
          }}
        />
      )}
      {unit !== "all" && end !== "none" && (
        <NumberInput
          isNarrow
          value={seats[unit]}
          label={label(unit)}
          onType={(typed) => {
            onChange({ ...tier, [end]: { ...seats, [unit]: typed ?? "" } });
          }}
        />
      )}
      {(["at_least", "below"] as const).map((line) => (
        <span key={line} className="editor-pair">
          <span className="muted" aria-hidden="true">
            {t(`tierFields.${line}`)}
          </span>
          <NumberInput
            isNarrow
            value={tier[line]}
            label={label(line)}
            placeholder={t("open")}
            onType={(typed) => {
              onChange(setKey(tier, line, typed));
            }}
          />
        </span>
      ))}
      {end !== "none" && (
        <ChoiceInput
          value={(tier["boundary_ties"] as string | undefined) ?? "exclude"}
          label={label("boundary_ties")}
          options={(["exclude", "include"] as const).map((one) => ({ value: one, label: t(`boundaryTies.${one}`) }))}
          onChoose={(chosen) => {
            onChange(setKey(tier, "boundary_ties", chosen === "exclude" ? undefined : chosen));
          }}
        />
      )}
    </>
  );
}

/** What a veto does to a subject's tier; scores and ranks it never changes. */
export function VetoRows() {
  const { t } = useTranslation("editor");
  const { state, dispatch } = useEditor();
  const vetoes = listOf(state.draft.document["vetoes"]);
  const codes = new Set(vetoes.map(({ code }) => String(code)));
  return (
    <FieldSet label={t("vetoes")} pointer="/document/vetoes">
      <RowList<Entry>
        rows={vetoes}
        what={t("veto")}
        pointer="/document/vetoes"
        fresh={() => ({ code: freshCode(codes, "veto"), effect: "bar_advanced" })}
        onChange={(rows) => {
          dispatch({ type: "setDocument", key: "vetoes", value: rows.length > 0 ? rows : undefined });
        }}
      >
        {(veto, change, index) => (
          <>
            <Input
              value={(veto["name"] as string | undefined) ?? ""}
              className={styles.condition}
              aria-label={t("cell", { what: t("veto"), number: index + 1, key: t("name") })}
              placeholder={t("name")}
              onChange={(event) => {
                change(setKey(veto, "name", event.target.value || undefined));
              }}
            />
            <KeptInput
              key={String(veto["code"])}
              value={String(veto["code"])}
              label={t("cell", { what: t("veto"), number: index + 1, key: t("code") })}
              faultOf={(text) =>
                text === "" ? t("nameNeeded") : codes.has(text) ? t("nameTaken", { name: text }) : null
              }
              onKeep={(code) => {
                change({ ...veto, code });
              }}
            />
            <ChoiceInput
              value={veto["effect"] as string}
              label={t("cell", { what: t("veto"), number: index + 1, key: t("effect") })}
              options={EFFECTS.map((effect) => ({ value: effect, label: t(`effects.${effect}`) }))}
              onChoose={(effect) => {
                change({ ...veto, effect });
              }}
            />
          </>
        )}
      </RowList>
    </FieldSet>
  );
}
