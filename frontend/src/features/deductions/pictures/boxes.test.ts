import { expect, test } from "vitest";
import { change, EMPTY, fit, moved, publishedSize, redo, resized, SMALLEST, spanned, undo, type Box } from "./boxes";

const picture = { width: 640, height: 480 };
const box: Box = { key: 1, x: 100, y: 100, width: 50, height: 40 };

test("a box drawn in any direction, also over the edge, lies inside the picture", () => {
  expect(spanned(1, { x: 60, y: 50 }, { x: 20, y: 10 }, picture)).toEqual({
    key: 1,
    x: 20,
    y: 10,
    width: 40,
    height: 40,
  });
  expect(spanned(1, { x: 600, y: 470 }, { x: 900, y: 900 }, picture)).toMatchObject({ x: 600, y: 470, width: 40 });
  expect(spanned(1, { x: -9, y: -9 }, { x: 1, y: 1 }, picture)).toMatchObject({ x: 0, y: 0, width: SMALLEST });
});

test("a box keeps its size when it is moved, and stays inside", () => {
  expect(moved(box, { x: -500, y: 1000 }, picture)).toEqual({ ...box, x: 0, y: 440 });
  expect(moved(box, { x: 0.4, y: 0 }, picture)).toEqual(box);
});

test("a corner moves while the opposite one stays", () => {
  expect(resized(box, "se", { x: 200, y: 180 }, picture)).toEqual({ ...box, width: 100, height: 80 });
  expect(resized(box, "nw", { x: 90, y: 95 }, picture)).toEqual({ key: 1, x: 90, y: 95, width: 60, height: 45 });
  expect(resized(box, "nw", { x: 300, y: 300 }, picture)).toMatchObject({ x: 150, y: 140 });
});

test("whole pixels only", () => {
  expect(fit({ key: 1, x: 1.4, y: 2.6, width: 20.2, height: 30.7 }, picture)).toEqual({
    key: 1,
    x: 1,
    y: 3,
    width: 20,
    height: 31,
  });
});

test("the published picture has the photo's proportions and is never larger than it", () => {
  expect(publishedSize({ width: 4000, height: 3000 }, 1280)).toEqual({ width: 1280, height: 960 });
  expect(publishedSize({ width: 300, height: 400 }, 1280)).toEqual({ width: 300, height: 400 });
});

test("each step can be taken back and taken again", () => {
  const one = change(EMPTY, [box]);
  const two = change(one, []);
  expect(undo(two).boxes).toEqual([box]);
  expect(undo(undo(undo(two))).boxes).toEqual([]);
  expect(redo(undo(two)).boxes).toEqual([]);
  expect(redo(one)).toEqual(one);
  expect(change(undo(two), [box]).future).toEqual([]);
});
