import { typeOf } from "@/api/uploads";

const LONG_SIDE = 1600;
const QUALITY = 0.82;

interface Compressed {
  content: ArrayBuffer;
  type: string;
  filename: string;
}

async function draw(bitmap: ImageBitmap, width: number, height: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", QUALITY);
  });
}

/**
 * The photo as it will be sent: at most 1600 pixels long, JPEG, turned upright, without what the camera wrote into it.
 * What cannot be drawn here stays as it is.
 */
export async function compress(file: File): Promise<Compressed> {
  const asIs = async (): Promise<Compressed> => ({
    content: await file.arrayBuffer(),
    type: typeOf(file),
    filename: file.name.slice(-200),
  });
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return asIs();
  }
  const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
  const drawn = await draw(bitmap, Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  bitmap.close();
  if (drawn === null || drawn.type !== "image/jpeg") return asIs();
  const name = file.name.replace(/\.[^.]*$/, "").slice(-190) || "photo";
  return { content: await drawn.arrayBuffer(), type: "image/jpeg", filename: `${name}.jpg` };
}
