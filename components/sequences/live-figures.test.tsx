import { useQueryClient } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { Profiler } from "react";
import { afterEach, expect, test } from "vitest";
import { PublicApi, useTRPC } from "@/components/trpc/react";
import { type Counts, countsInput, type FigureSource, LiveFoot, type NodeCounts } from "./live-figures";

afterEach(cleanup);

const source: FigureSource = { id: "seq_1", versionId: null, range: "all", peopleHref: () => "/people" };
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
const counts = (first: number, second: number): Counts => ({
  at: new Date(0),
  people: 2,
  finished: 0,
  sent: 0,
  enteredToday: 0,
  bought: 0,
  replied: 0,
  heldBy: [],
  latest: [],
  nodes: { n1: node(first), n2: node(second) },
});

const drawn = { n1: 0, n2: 0 };
let put: (next: Counts) => void = () => undefined;

function Figures() {
  const queries = useQueryClient();
  const { queryKey } = useTRPC().sequences.counts.queryOptions(countsInput(source));
  put = (next) => void queries.setQueryData(queryKey, next);
  if (queries.getQueryData(queryKey) === undefined) put(counts(1, 5));
  return (["n1", "n2"] as const).map((id) => (
    <Profiler
      key={id}
      id={id}
      onRender={() => {
        drawn[id] += 1;
      }}
    >
      <LiveFoot source={source} nodeId={id} step={id} sends={false} />
    </Profiler>
  ));
}

test("a figure that changed draws its own card again and no other", async () => {
  render(
    <PublicApi>
      <Figures />
    </PublicApi>,
  );
  expect(screen.getByLabelText("1 came to n1")).toBeTruthy();
  const before = { ...drawn };
  act(() => put(counts(2, 5)));
  expect(await screen.findByLabelText("2 came to n1")).toBeTruthy();
  expect(screen.getByLabelText("5 came to n2")).toBeTruthy();
  expect(drawn).toEqual({ n1: before.n1 + 1, n2: before.n2 });
});
