import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { selectionOf } from "../draft/pointers";
import { nodeAt } from "../draft/nodes";
import type { Finding } from "../draft/draft";

/** What a review would find; each leads to its place. */
export function FindingsPanel({ isPending, onGo }: { isPending: boolean; onGo: (pointer: string) => void }) {
  const { t } = useTranslation("editor");
  const { faults, warnings } = useEditor();
  const isClean = faults.length + warnings.length === 0;
  return (
    <section aria-label={t("findings.title")} aria-live="polite" aria-busy={isPending} className="editor-found">
      <h2>{t("findings.title")}</h2>
      {isClean && <p className="muted">{isPending ? t("findings.pending") : t("findings.none")}</p>}
      <List findings={faults} title={t("findings.faults", { count: faults.length })} status="error" onGo={onGo} />
      <List
        findings={warnings}
        title={t("findings.warnings", { count: warnings.length })}
        status="warning"
        onGo={onGo}
      />
    </section>
  );
}

interface ListProps {
  findings: readonly Finding[];
  title: string;
  status: "error" | "warning";
  onGo: (pointer: string) => void;
}

function List({ findings, title, status, onGo }: ListProps) {
  const { t } = useTranslation("editor");
  const { state } = useEditor();
  const { root } = state.draft.document;
  if (findings.length === 0) return null;
  const nameOf = (pointer: string): string => {
    const place = selectionOf(pointer, root);
    const node = place === "whole" ? undefined : nodeAt(root, place);
    return node ? (node.name ?? node.code) : t("whole");
  };
  return (
    <details open={status === "error" || findings.length <= 8}>
      <summary className="editor-note" data-status={status}>
        {title}
      </summary>
      <ul className="editor-findings">
        {findings.map(({ pointer, code, message }) => (
          <li key={`${pointer} ${code} ${message}`}>
            <button
              type="button"
              className="editor-link"
              onClick={() => {
                onGo(pointer);
              }}
            >
              {message.includes(nameOf(pointer)) ? message : t("findings.one", { name: nameOf(pointer), message })}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
