import i18next from "i18next";
import { isRehearsing } from "@/api/rehearsal";
import { saveBlob } from "@/lib/saving";
import { tokens } from "@/ui/tokens";

/** What a picture outside the page must carry with it, because no style sheet follows it there. */
const KEPT = [
  ..."align-items background-color border-bottom border-radius border-top box-sizing color display fill flex-wrap".split(
    " ",
  ),
  ..."font-family font-size font-variant-numeric font-weight gap grid-column grid-row grid-template-columns".split(" "),
  ..."height justify-content line-height list-style margin overflow padding stroke text-align text-anchor".split(" "),
  ..."text-decoration text-overflow white-space width".split(" "),
];
const EDGE = 16;
const TITLE = 32;

/** A copy that looks the same without the page's style sheets; hidden text is left out. */
function standAlone(original: Element): Element {
  const copy = original.cloneNode(true) as Element;
  const before = [original, ...original.querySelectorAll("*")];
  const after = [copy, ...copy.querySelectorAll("*")];
  before.forEach((element, index) => {
    const found = getComputedStyle(element);
    const style = KEPT.map((name) => `${name}:${found.getPropertyValue(name)}`).join(";");
    after[index]!.setAttribute("style", style);
  });
  copy.querySelectorAll(".visually-hidden, .no-print").forEach((hidden) => {
    hidden.remove();
  });
  return copy;
}

/** Draws what `holder` shows, under its title, into a PNG twice as fine as the screen. */
async function drawPicture(holder: HTMLElement, title: string): Promise<HTMLCanvasElement> {
  const width = holder.scrollWidth;
  const height = holder.scrollHeight;
  const inside = [...holder.children].map((child) => new XMLSerializer().serializeToString(standAlone(child))).join("");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">` +
    `<foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml">${inside}</div></foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * EDGE) * 2;
  canvas.height = (height + TITLE + 2 * EDGE) * 2;
  const pen = canvas.getContext("2d")!;
  pen.scale(2, 2);
  pen.fillStyle = tokens.card;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = tokens.ink;
  pen.font = `600 16px ${tokens.font}`;
  pen.fillText(isRehearsing() ? `${i18next.t("app:rehearsal")} · ${title}` : title, EDGE, EDGE + 16);
  pen.drawImage(image, EDGE, EDGE + TITLE, width, height);
  return canvas;
}

export async function savePicture(holder: HTMLElement, title: string): Promise<void> {
  const canvas = await drawPicture(holder, title);
  canvas.toBlob((picture) => {
    if (picture) saveBlob(picture, `${title}.png`);
  }, "image/png");
}
