/** A number as people type it, in half-width signs, with a decimal point and without thousands separators. */
export function plainNumber(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll("。", ".")
    .replaceAll("\u2212", "-")
    .replaceAll(/\s/g, "")
    .replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, "");
}
