import { useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { pointerOf, selectionOf } from "../draft/pointers";
import { isGroup, nodeAt, walk, type Placed, type Step } from "../draft/nodes";
import type { Finding, Path, Selection } from "../draft/draft";
import type { CSSProperties } from "react";

const STEPS: Readonly<Record<string, Step>> = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
/** Rules whose points come on top of the total. */
const BEYOND = new Set(["bonuses", "count"]);
const keyOf = (place: Selection): string => (place === "whole" ? "whole" : `/${place.join("/")}`);

interface Props {
  onChoose: (place: Selection) => void;
  onOpen: () => void;
  onRemove: (path: Path) => void;
}

/** The scheme as a tree: what is worth what, and where something is wrong. Works by keyboard alone. */
export function TreePanel({ onChoose, onOpen, onRemove }: Props) {
  const { t } = useTranslation("editor");
  const { state, dispatch, faults, warnings } = useEditor();
  const { root } = state.draft.document;
  const { selected } = state;
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => walk(root), [root]);
  const counts = useMemo(() => [countAt(faults, rows), countAt(warnings, rows)] as const, [faults, warnings, rows]);
  const places: Selection[] = ["whole", ...rows.map(({ path }) => path)];
  useEffect(() => {
    if (!tree.current?.contains(document.activeElement)) return;
    tree.current.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }, [selected, root]);
  const go = (place: Selection | undefined): void => {
    if (place !== undefined) dispatch({ type: "select", selected: place });
  };
  const press = (event: KeyboardEvent): void => {
    const at = places.findIndex((place) => keyOf(place) === keyOf(selected));
    const step = STEPS[event.key];
    if (event.altKey && step) {
      event.preventDefault();
      if (selected !== "whole") dispatch({ type: "move", path: selected, step });
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => {
        go(places[at + 1]);
      },
      ArrowUp: () => {
        go(places[at - 1]);
      },
      Home: () => {
        go(places[0]);
      },
      End: () => {
        go(places.at(-1));
      },
      ArrowLeft: () => {
        if (selected !== "whole") go(selected.length > 0 ? selected.slice(0, -1) : "whole");
      },
      ArrowRight: () => {
        if (selected !== "whole" && nodeAt(root, [...selected, 0])) go([...selected, 0]);
      },
      Enter: onOpen,
      F2: onOpen,
      Delete: () => {
        if (selected !== "whole" && selected.length > 0) onRemove(selected);
      },
    };
    const act = steps[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div ref={tree} role="tree" aria-label={t("tree")} className="editor-tree" onKeyDown={press}>
      <Row
        name={t("whole")}
        place="whole"
        level={1}
        counts={[counts[0].get("whole") ?? 0, counts[1].get("whole") ?? 0]}
        onChoose={onChoose}
      />
      {rows.map((row) => (
        <NodeRow
          key={keyOf(row.path)}
          row={row}
          counts={[counts[0].get(keyOf(row.path)) ?? 0, counts[1].get(keyOf(row.path)) ?? 0]}
          onChoose={onChoose}
        />
      ))}
    </div>
  );

  function countAt(findings: readonly Finding[], all: readonly Placed[]): Map<string, number> {
    const found = new Map<string, number>();
    for (const { pointer } of findings) {
      const key = keyOf(selectionOf(pointer, all[0]!.node));
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    return found;
  }
}

interface RowProps {
  name: string;
  place: Selection;
  level: number;
  counts: readonly [number, number];
  isGroup?: boolean;
  figures?: string;
  onChoose: (place: Selection) => void;
}

function NodeRow({
  row,
  counts,
  onChoose,
}: {
  row: Placed;
  counts: readonly [number, number];
  onChoose: RowProps["onChoose"];
}) {
  const { t } = useTranslation("editor");
  const { state, findings } = useEditor();
  const { node, path } = row;
  const parent = path.length > 0 ? nodeAt(state.draft.document.root, path.slice(0, -1)) : undefined;
  const sum = findings?.sums[pointerOf(path)];
  const figures = [
    parent?.combine === "weighted" && node["weight"] !== undefined && t("row.weight", { weight: node["weight"] }),
    sum?.weights && t("row.weights", { weights: sum.weights }),
    BEYOND.has(node.rule?.type ?? "")
      ? t("row.beyond")
      : sum?.worth && t(isGroup(node) ? "row.sum" : "row.points", { points: sum.worth }),
  ];
  return (
    <Row
      name={node.name ?? node.code}
      place={path}
      level={path.length + 1}
      counts={counts}
      isGroup={isGroup(node)}
      figures={figures.filter(Boolean).join(" · ")}
      onChoose={onChoose}
    />
  );
}

function Row({ name, place, level, counts: [faults, warnings], isGroup: isBold, figures, onChoose }: RowProps) {
  const { t } = useTranslation("editor");
  const { state } = useEditor();
  const isSelected = keyOf(state.selected) === keyOf(place);
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      className="editor-node"
      data-group={isBold ?? false}
      style={{ "--level": level } as CSSProperties}
      onClick={() => {
        onChoose(place);
      }}
    >
      <span className="editor-node-name">{name}</span>
      {faults > 0 && (
        <span className="editor-mark" data-status="error" title={t("row.faults", { count: faults })}>
          <span aria-hidden="true">!</span>
          <span className="visually-hidden">{t("row.faults", { count: faults })}</span>
        </span>
      )}
      {faults === 0 && warnings > 0 && (
        <span className="editor-mark" data-status="warning" title={t("row.warnings", { count: warnings })}>
          <span aria-hidden="true">▲</span>
          <span className="visually-hidden">{t("row.warnings", { count: warnings })}</span>
        </span>
      )}
      {figures && <span className="num muted editor-node-figures">{figures}</span>}
    </div>
  );
}
