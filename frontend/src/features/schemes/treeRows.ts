/** The scheme's tree as rows: what is worth what, by which rule. */
export interface TreeRow {
  key: string;
  depth: number;
  name: string;
  weight: string;
  points: string;
  rule: string | null;
  combine: string | null;
  parameters: string;
}

interface Node {
  code: string;
  name?: string;
  weight?: string | number;
  points?: string | number;
  combine?: string;
  parts?: Node[];
  rule?: Record<string, unknown> & { type: string };
}

function parameters(rule: Record<string, unknown>): string {
  return Object.entries(rule)
    .filter(([key]) => key !== "type")
    .map(([key, value]) => `${key} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join("; ");
}

export function treeRows(node: Node, depth = 0): TreeRow[] {
  const row: TreeRow = {
    key: node.code,
    depth,
    name: node.name ?? node.code,
    weight: node.weight === undefined ? "" : String(node.weight),
    points: node.points === undefined ? "" : String(node.points),
    rule: node.rule?.type ?? null,
    combine: node.combine ?? null,
    parameters: node.rule ? parameters(node.rule) : "",
  };
  return [row, ...(node.parts ?? []).flatMap((part) => treeRows(part, depth + 1))];
}

export function rootOf(document: Record<string, unknown>): Node {
  return document["root"] as Node;
}
