// The simulated browser's files cannot be read; those of Node can.
import { File as NodeFile } from "node:buffer";
import { afterEach, expect, test, vi } from "vitest";
import { compress } from "./compress";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a phone that cannot draw its own HEIC sends it as it is, by its right type", async () => {
  vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("no such picture")));
  const photo = new NodeFile([new Uint8Array([1, 2, 3])], "IMG_0001.HEIC") as unknown as File;
  const kept = await compress(photo);
  expect([kept.type, kept.filename, kept.content.byteLength]).toEqual(["image/heic", "IMG_0001.HEIC", 3]);
});
