import { expect, test } from "vitest";
import { PageAnchors } from "./page-anchors";

test("the next page goes on from the last row of the one before", () => {
  const anchors = new PageAnchors(100);
  expect(anchors.inputOf(0)).toEqual({ offset: 0 });
  anchors.note(0, "a");
  expect(anchors.inputOf(1)).toEqual({ cursor: "a", offset: 0 });
});

test("a page pulled to is counted from the nearest one before it, and is not asked anew when a nearer one comes", () => {
  const anchors = new PageAnchors(100);
  anchors.note(0, "a");
  expect(anchors.inputOf(500)).toEqual({ cursor: "a", offset: 49_900 });
  anchors.note(500, "far");
  expect(anchors.inputOf(501)).toEqual({ cursor: "far", offset: 0 });
  anchors.note(499, "near");
  expect(anchors.inputOf(500)).toEqual({ cursor: "a", offset: 49_900 });
});

test("when the page before ends with another row the next begins there; after the last there is none", () => {
  const anchors = new PageAnchors(100);
  anchors.note(0, "a");
  expect(anchors.inputOf(1)).toEqual({ cursor: "a", offset: 0 });
  anchors.note(0, "b");
  expect(anchors.inputOf(1)).toEqual({ cursor: "b", offset: 0 });
  anchors.note(0, null);
  expect(anchors.inputOf(1)).toEqual({ offset: 100 });
});
