import { expect, test } from "vitest";
import { nameOf, shownAddress, type Evidence } from "./evidence";

const heic = { id: "e1", filename: "IMG_1.HEIC", type: "image/heic" } as Evidence;

test("what the server drew as a JPEG is saved as one, an original under its own name", () => {
  expect(nameOf(heic, new Blob([], { type: "image/jpeg" }))).toBe("IMG_1.jpg");
  expect(nameOf(heic, new Blob([], { type: "image/heic" }))).toBe("IMG_1.HEIC");
  expect(nameOf({ ...heic, filename: "现场.jpeg", type: "image/jpeg" }, new Blob([], { type: "image/jpeg" }))).toBe(
    "现场.jpeg",
  );
});

test("only what no browser opens is asked for as a rendition", () => {
  expect(shownAddress(heic)).toBe("/api/v1/supervision/evidence/e1/content?clean=true");
  expect(shownAddress({ ...heic, type: "video/mp4" })).toBe("/api/v1/supervision/evidence/e1/content");
});
