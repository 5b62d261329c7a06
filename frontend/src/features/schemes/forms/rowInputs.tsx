import { useTranslation } from "react-i18next";
import { asText, KeptInput, NamesInput, NumberInput } from "./inputs";
import { RowList } from "./RowList";
import { freshCode, setKey } from "../draft/nodes";

type Entry = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, unknown>>;

interface ListProps {
  value: unknown;
  pointer: string;
  onChange: (value: Entry[]) => void;
}

const listOf = (value: unknown): Entry[] => (Array.isArray(value) ? (value as Entry[]) : []);

/** From inclusive, to exclusive; the first band that holds a value counts. */
export function BandsInput({ value, pointer, onChange, hasShares }: ListProps & { hasShares?: boolean }) {
  const { t } = useTranslation("editor");
  return (
    <RowList<Entry>
      rows={listOf(value)}
      what={t("band")}
      pointer={pointer}
      isOrdered
      fresh={() => ({ points: "0" })}
      onChange={onChange}
    >
      {(band, change, index) => {
        const label = (key: string): string =>
          t("cell", { what: t("band"), number: index + 1, key: t(`bands.${key}`) });
        const cell = (key: string) => (
          <NumberInput
            isNarrow
            value={band[key]}
            label={label(key)}
            placeholder={key === "points" ? undefined : t("open")}
            onType={(typed) => {
              change(setKey(band, key, key === "points" ? (typed ?? "") : typed));
            }}
          />
        );
        return (
          <>
            {cell("from")}
            <span aria-hidden="true">≤ x &lt;</span>
            {cell("to")}
            <span aria-hidden="true">→</span>
            {cell("points")}
            {hasShares && (
              <NamesInput
                value={band["share_of"]}
                label={label("share_of")}
                onChange={(names) => {
                  change(setKey(band, "share_of", names.length > 0 ? names : undefined));
                }}
              />
            )}
          </>
        );
      }}
    </RowList>
  );
}

/** Width and worth of each bracket; the last may go on for ever. */
export function BracketsInput({ value, pointer, onChange }: ListProps) {
  const { t } = useTranslation("editor");
  return (
    <RowList<Entry>
      rows={listOf(value)}
      what={t("bracket")}
      pointer={pointer}
      isOrdered
      fresh={() => ({ width: "10", per: "0.5" })}
      onChange={onChange}
    >
      {(bracket, change, index) =>
        (["width", "per"] as const).map((key) => (
          <span key={key} className="editor-pair">
            <span className="muted" aria-hidden="true">
              {t(`brackets.${key}`)}
            </span>
            <NumberInput
              isNarrow
              value={bracket[key]}
              label={t("cell", { what: t("bracket"), number: index + 1, key: t(`brackets.${key}`) })}
              placeholder={key === "width" ? t("open") : undefined}
              onType={(typed) => {
                change(setKey(bracket, key, key === "per" ? (typed ?? "") : typed));
              }}
            />
          </span>
        ))
      }
    </RowList>
  );
}

interface NamedProps {
  value: unknown;
  pointer: string;
  what: string;
  /** What a fresh name is made of. */
  base: string;
  /** The number in what stands under a name, and what stands there with another number. */
  read: (under: unknown) => unknown;
  write: (under: unknown, typed: string | undefined) => unknown;
  onChange: (value: Named) => void;
}

/** Numbers under names that the scheme chooses: options, kinds of work, kinds of bonus. */
export function NamedInput({ value, pointer, what, base, read, write, onChange }: NamedProps) {
  const { t } = useTranslation("editor");
  const entries = typeof value === "object" && value !== null ? Object.entries(value as Named) : [];
  const names = new Set(entries.map(([name]) => name));
  return (
    <RowList<[string, unknown]>
      rows={entries}
      what={what}
      pointer={pointer}
      fresh={() => [freshCode(names, base), write(undefined, undefined)]}
      onChange={(rows) => {
        onChange(Object.fromEntries(rows));
      }}
    >
      {([name, under], change, index) => (
        <>
          <KeptInput
            key={name}
            value={name}
            label={t("cell", { what, number: index + 1, key: t("entryName") })}
            faultOf={(text) =>
              text === "" ? t("nameNeeded") : names.has(text) ? t("nameTaken", { name: text }) : null
            }
            onKeep={(text) => {
              change([text, under]);
            }}
          />
          <NumberInput
            isNarrow
            value={asText(read(under))}
            label={t("cell", { what, number: index + 1, key: t("entryNumber") })}
            onType={(typed) => {
              change([name, write(under, typed)]);
            }}
          />
        </>
      )}
    </RowList>
  );
}
