import { useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { auditWordsQuery } from "./queries";

type Kind = "acts" | "objects" | "fields";

interface AuditWords {
  /** The word, or the name itself while the words are not there or know none. */
  word: (kind: Kind, name: string) => string;
  /** What can be looked for, in the order of the words. */
  options: (kind: Kind) => { value: string; label: string }[];
}

/** The server's words for what audit rows are named by: the export has the same. */
export function useAuditWords(): AuditWords {
  const { language } = i18next;
  const { data: words } = useQuery(auditWordsQuery(language));
  return {
    word: (kind, name) => words?.[kind][name] ?? name,
    options: (kind) =>
      Object.entries(words?.[kind] ?? {})
        .map(([value, label]) => ({ value, label }))
        .sort((one, other) => one.label.localeCompare(other.label, language)),
  };
}
