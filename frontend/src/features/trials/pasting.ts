interface Pasted {
  /** By code of the subject. */
  values: Map<string, string>;
  /** Lines that name nobody of the class. */
  strangers: string[];
}

interface Named {
  code: string;
  name: string;
}

/** Lines as a spreadsheet gives them: code or name first, what was typed last; lines without a value wait to be filled in. */
export function readPasted(text: string, subjects: readonly Named[]): Pasted {
  const known = new Map(subjects.flatMap(({ code, name }) => [[code, code] as const, [name, code] as const]));
  const values = new Map<string, string>();
  const strangers: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const cells = line.split(/[\t,;，；]/).map((cell) => cell.trim().replace(/^"|"$/g, ""));
    if (cells.every((cell) => cell === "")) continue;
    const code = known.get(cells[0]!) ?? known.get(cells[1] ?? "");
    const value = cells.length > 1 ? cells.at(-1)! : "";
    if (code === undefined) strangers.push(line.trim());
    else if (value && !known.has(value)) values.set(code, value);
  }
  return { values, strangers };
}

/** What the reader is given to fill in, or typed before. */
export function writePasted(subjects: readonly Named[], values: ReadonlyMap<string, string> | undefined): string {
  return subjects.map(({ code, name }) => [code, name, values?.get(code) ?? ""].join("\t")).join("\n");
}
