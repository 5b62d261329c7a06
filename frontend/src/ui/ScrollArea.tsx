import type { ReactNode } from "react";
import "@/ui/list.css";

/** What may be wider than the screen; those without a mouse scroll it with the arrow keys. */
export function ScrollArea({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={`scroll-area ${className ?? ""}`.trim()} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}
