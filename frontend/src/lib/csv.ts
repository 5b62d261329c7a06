import i18next from "i18next";
import { isRehearsing } from "@/api/rehearsal";

/** Rows as CSV; those of a rehearsal end in a line that says so. A cell that a spreadsheet would take for a formula is kept as text. */
export function toCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const quote = (cell: string): string => {
    const isFormula = /^[=@\t\r]|^[+-](?!\d)/.test(cell);
    return `"${(isFormula ? `'${cell}` : cell).replaceAll('"', '""')}"`;
  };
  const end = isRehearsing() ? [[i18next.t("app:rehearsal")]] : [];
  return [columns, ...rows, ...end].map((row) => row.map(quote).join(",")).join("\r\n");
}

/** Copies text, also where the app is served without TLS; false where the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    // The successor of execCommand exists in secure contexts only.
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }
}
