import { publishedSize, type Box, type Size } from "./boxes";

/** The server takes no longer side and no larger file. */
const LONGEST_SIDE = 1280;
const MOST_BYTES = 1_200_000;
const QUALITIES = [0.88, 0.75, 0.6];

/** Ink, in one flat colour: nothing of what was there can be computed back, unlike from a blur. */
export const COVER = "#1d2733";

export interface Photo {
  image: ImageBitmap;
  size: Size;
}

/** The photo as it is seen: upright, whatever its file says of how the camera was held. */
export async function openPhoto(file: Blob): Promise<Photo> {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  return { image, size: publishedSize(image, LONGEST_SIDE) };
}

export function paint(canvas: HTMLCanvasElement, { image, size }: Photo): CanvasRenderingContext2D | null {
  canvas.width = size.width;
  canvas.height = size.height;
  const brush = canvas.getContext("2d");
  if (!brush) return null;
  brush.imageSmoothingQuality = "high";
  brush.fillStyle = "white";
  brush.fillRect(0, 0, size.width, size.height);
  brush.drawImage(image, 0, 0, size.width, size.height);
  return brush;
}

/** A new picture at publishing size with the boxes filled, as Base64. */
export async function drawRedacted(photo: Photo, boxes: readonly Box[]): Promise<string> {
  const canvas = document.createElement("canvas");
  const brush = paint(canvas, photo);
  if (!brush) throw new Error("no canvas");
  brush.fillStyle = COVER;
  for (const box of boxes) brush.fillRect(box.x, box.y, box.width, box.height);
  let file: Blob | null = null;
  for (const quality of QUALITIES) {
    file = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, "image/jpeg", quality);
    });
    if (file && file.size <= MOST_BYTES) break;
  }
  if (!file) throw new Error("no picture");
  return inBase64(file);
}

function inBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve((reader.result as string).replace(/^data:[^,]*,/, ""));
    };
    reader.onerror = () => {
      reject(new Error("unreadable"));
    };
    reader.readAsDataURL(file);
  });
}

interface FaceDetectorLike {
  detect(image: ImageBitmap): Promise<{ boundingBox: DOMRectReadOnly }[]>;
}

const detectors = globalThis as { FaceDetector?: new () => FaceDetectorLike };

/** Only some browsers bring one; nothing is loaded for it. */
export const canFindFaces = (): boolean => detectors.FaceDetector !== undefined;

/** Proposals in the picture's pixels, a little wider than the faces; the preparer looks at each. */
export async function findFaces({ image, size }: Photo): Promise<Omit<Box, "key">[]> {
  if (!detectors.FaceDetector) return [];
  const faces = await new detectors.FaceDetector().detect(image);
  const scale = size.width / image.width;
  return faces.map(({ boundingBox: face }) => ({
    x: (face.x - face.width * 0.15) * scale,
    y: (face.y - face.height * 0.25) * scale,
    width: face.width * 1.3 * scale,
    height: face.height * 1.4 * scale,
  }));
}
