/** How wide a text is about: a Chinese sign takes a whole em, others somewhat more than half of one. */
export function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? size : size * 0.56), 0);
}
