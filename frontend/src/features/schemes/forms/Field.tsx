import { useId, type ReactNode } from "react";
import { useMessages } from "../draft/useEditor";

export interface Bound {
  id: string;
  status?: "error" | "warning" | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean;
}

interface Props {
  label: string;
  /** Where the server's findings about it point. */
  pointer: string;
  /** Findings below the pointer have fields of their own. */
  isExact?: boolean;
  hint?: string | undefined;
  /** Over all columns, or over two of them where there are as many. */
  isWide?: boolean | "half";
  children: (bound: Bound) => ReactNode;
}

/** A labelled control with what the server finds about it. */
export function Field({ label, pointer, isExact, hint, isWide, children }: Props) {
  const id = useId();
  const { faults, warnings } = useMessages(pointer, isExact);
  const said = faults.length > 0 ? faults : warnings;
  const status = faults.length > 0 ? "error" : warnings.length > 0 ? "warning" : undefined;
  const noteId = `${id}-note`;
  const hasNote = said.length > 0 || hint !== undefined;
  return (
    <div className="editor-field" data-wide={isWide ?? false} data-pointer={pointer}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        status,
        "aria-invalid": faults.length > 0,
        ...(hasNote && { "aria-describedby": noteId }),
      })}
      {hasNote && (
        <div id={noteId} className="editor-note" data-status={status}>
          {said.length > 0 ? said.join(" ") : hint}
        </div>
      )}
    </div>
  );
}

/** Several controls under one heading, with findings about them as a whole. */
export function FieldSet({ label, pointer, children }: { label: string; pointer: string; children: ReactNode }) {
  const { faults, warnings } = useMessages(pointer, true);
  const said = faults.length > 0 ? faults : warnings;
  return (
    <fieldset className="editor-set" data-pointer={pointer}>
      <legend>{label}</legend>
      {children}
      {said.length > 0 && (
        <div className="editor-note" data-status={faults.length > 0 ? "error" : "warning"}>
          {said.join(" ")}
        </div>
      )}
    </fieldset>
  );
}
