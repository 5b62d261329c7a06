import { useState, type ReactNode } from "react";
import "@/ui/live.css";

/** Marks its content for a moment whenever `value` changes under the reader's eyes. */
export function Fresh({ value, children }: { value: string | number | null; children: ReactNode }) {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value !== value) setSeen({ value, changes: seen.changes + 1 });
  return (
    <span key={seen.changes} className={seen.changes > 0 ? "fresh" : undefined}>
      {children}
    </span>
  );
}
