/** Where the values of a JSON text stand: the line of each JSON pointer, and names that stand twice in one object. */
export interface JsonPlaces {
  lines: Map<string, number>;
  repeated: string[];
}

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gy;

interface Level {
  pointer: string;
  isList: boolean;
  index: number;
  name: string | null;
  names: Set<string>;
}

/** Of a text that is JSON. */
export function placesOf(text: string): JsonPlaces {
  const lines = new Map<string, number>();
  const repeated: string[] = [];
  const levels: Level[] = [];
  let line = 1;
  const placeValue = (): string => {
    const level = levels.at(-1);
    const pointer = level ? `${level.pointer}/${level.isList ? String(level.index) : escape(level.name ?? "")}` : "";
    lines.set(pointer, level && !level.isList ? (lines.get(pointer) ?? line) : line);
    return pointer;
  };
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === "{" || token === "[") {
      levels.push({ pointer: placeValue(), isList: token === "[", index: 0, name: null, names: new Set() });
    } else if (token === "}" || token === "]") levels.pop();
    else if (token === ",") {
      if (level) Object.assign(level, { index: level.index + 1, name: null });
    } else if (level && !level.isList && level.name === null && token.startsWith('"')) {
      level.name = JSON.parse(token) as string;
      const pointer = `${level.pointer}/${escape(level.name)}`;
      if (level.names.has(level.name)) repeated.push(pointer);
      level.names.add(level.name);
      lines.set(pointer, line);
    } else if (token !== ":" && token.trim() !== "") placeValue();
    line += token.split("\n").length - 1;
  }
  return { lines, repeated };
}

function escape(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The line of a pointer, or of the nearest place above it that is there. */
export function lineOf(places: JsonPlaces, pointer: string): number {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const line = places.lines.get(at);
    if (line !== undefined) return line;
  }
  return 1;
}

/** The line at which reading a text as JSON stopped; null where the browser does not say. */
export function brokenLine(text: string, error: unknown): number | null {
  const message = error instanceof Error ? error.message : "";
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return /end of JSON|Unterminated/i.test(message) ? text.split("\n").length : null;
  return text.slice(0, Number(position)).split("\n").length;
}
