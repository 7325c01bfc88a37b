import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createFigureStore } from "./figure-store";
import { type FigureSource, LiveFoot, type NodeCounts } from "./live-figures";

afterEach(cleanup);

const figures = createFigureStore();

/** Asked for its links each time a card is drawn, it counts. */
const sourceOf = (id: "n1" | "n2"): FigureSource => ({
  id: "seq_1",
  versionId: null,
  range: "all",
  figures,
  peopleHref: () => {
    drawn[id] += 1;
    return "/people";
  },
});
const node = (entered: number): NodeCounts => ({
  entered,
  here: 0,
  waiting: 0,
  outlets: {},
  sent: 0,
  skipped: 0,
  failed: 0,
  unknown: 0,
  held: 0,
  heldBy: [],
  opened: 0,
  machineOpened: 0,
  clicked: 0,
  replied: 0,
});
const counts = (first: number, second: number) => ({ n1: node(first), n2: node(second) });

const drawn = { n1: 0, n2: 0 };
const sources = { n1: sourceOf("n1"), n2: sourceOf("n2") };
test("a figure that changed draws its own card again and no other", async () => {
  figures.take(counts(1, 5));
  render(
    (["n1", "n2"] as const).map((id) => <LiveFoot key={id} source={sources[id]} nodeId={id} step={id} sends={false} />),
  );
  expect(screen.getByLabelText("1 came to n1")).toBeTruthy();
  const before = { ...drawn };
  act(() => figures.take(counts(2, 5)));
  expect(await screen.findByLabelText("2 came to n1")).toBeTruthy();
  expect(screen.getByLabelText("5 came to n2")).toBeTruthy();
  expect(drawn.n1).toBeGreaterThan(before.n1);
  expect(drawn.n2).toBe(before.n2);
});
