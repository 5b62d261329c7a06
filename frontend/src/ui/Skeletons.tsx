import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "@/ui/states.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./Skeletons.module.css";

const WIDTHS = ["82%", "64%", "72%", "56%", "90%", "48%"] as const;

function Waits({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{t("loading")}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

function Line({ index, height }: { index: number; height?: number }) {
  const size = { "--width": WIDTHS[index % WIDTHS.length], "--height": height && `${String(height)}px` };
  return <span className={classNames("skeleton", styles.line)} style={size as CSSProperties} />;
}

/** A table about to come: its head, and rows with as many cells as it has columns. */
export function TableSkeleton({ columns, rows = 8 }: { columns: number; rows?: number }) {
  const cells = Array.from({ length: Math.min(columns, 8) }, (_, cell) => cell);
  return (
    <Waits>
      <div className={classNames("card", styles.table)}>
        {Array.from({ length: rows + 1 }, (_, row) => (
          <div key={row} className={row === 0 ? "skeleton-row skeleton-head" : "skeleton-row"}>
            {cells.map((cell) => (
              <Line key={cell} index={row + cell} />
            ))}
          </div>
        ))}
      </div>
    </Waits>
  );
}

/** A card with a few lines of text. */
export function CardSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <Waits>
      <div className="card stack">
        {Array.from({ length: rows }, (_, row) => (
          <Line key={row} index={row} />
        ))}
      </div>
    </Waits>
  );
}

/** A whole page: its title, a card with figures, a card with text. */
export function PageSkeleton() {
  return (
    <Waits>
      <div className={classNames("stack", styles.page)}>
        <span className={classNames("skeleton", styles.title)} />
        <div className={classNames("card row", layout.airy)}>
          {[0, 1, 2].map((figure) => (
            <span key={figure} className={classNames("skeleton", styles.figure)} />
          ))}
        </div>
        <div className="card stack">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Line key={row} index={row} />
          ))}
        </div>
      </div>
    </Waits>
  );
}
