import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveUpdates } from "./live";

class FakeSource {
  static readonly CLOSED = 2;
  static open: FakeSource[] = [];
  readyState = 1;
  onerror: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  constructor(readonly url: string) {
    FakeSource.open.push(this);
  }
  close() {
    FakeSource.open = FakeSource.open.filter((one) => one !== this);
  }
  say(...entities: string[]) {
    this.onmessage?.({ data: JSON.stringify(entities) });
  }
}

let client: QueryClient;
const stale = () =>
  client
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.isInvalidated)
    .map((query) => String(query.queryKey[0]).replace(",", "."));

function look(hidden: boolean) {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  act(() => {
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

const source = (): FakeSource => {
  const [one] = FakeSource.open;
  if (!one) throw new Error("nobody listens");
  return one;
};

beforeEach(() => {
  FakeSource.open = [];
  vi.stubGlobal("EventSource", FakeSource);
  client = new QueryClient();
  for (const path of [
    ["sequences", "counts"],
    ["sequences", "get"],
    ["contacts", "list"],
  ])
    client.setQueryData([path], {});
  render(
    <QueryClientProvider client={client}>
      <LiveUpdates workspace="acme co" />
    </QueryClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("what is on screen is not fetched twice at the start; a touch makes counts stale, not the draft", () => {
  expect(source().url).toBe("/api/live?workspace=acme%20co");
  source().say("everything");
  expect(stale()).toEqual([]);
  source().say("touch");
  expect(stale()).toEqual(["sequences.counts"]);
  source().say("everything");
  expect(stale().sort()).toEqual(["contacts.list", "sequences.counts", "sequences.get"]);
});

test("something that changed in the first moment is not passed over", () => {
  source().say("everything", "contact");
  expect(stale()).toContain("contacts.list");
});

test("after an answer that closes the line it asks again, more and more seldom, and catches up", () => {
  vi.useFakeTimers();
  const refuse = () => {
    const one = source();
    one.readyState = FakeSource.CLOSED;
    one.onerror?.();
  };
  source().say("everything");
  source().onerror?.(); // broken off: the browser does it
  expect(FakeSource.open).toHaveLength(1);
  refuse();
  expect(FakeSource.open).toEqual([]);
  vi.advanceTimersByTime(2_000);
  refuse();
  vi.advanceTimersByTime(2_000);
  expect(FakeSource.open).toEqual([]);
  vi.advanceTimersByTime(2_000);
  source().say("everything");
  expect(stale()).toContain("contacts.list");
});

test("a hidden page hangs up and catches up when it is looked at again", () => {
  source().say("everything");
  look(true);
  expect(FakeSource.open).toEqual([]);
  look(false);
  source().say("everything");
  expect(stale()).toContain("contacts.list");
});
