import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps, ReactNode } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { createDraftStore } from "@/components/canvas/store/draft-store";
import { emptyGraph } from "@/core/edit";
import type { SequenceHead } from "./editor-header";
import { SequenceDialogs } from "./sequence-dialogs";
import { SequenceMenu } from "./sequence-menu";

const order = vi.hoisted((): string[] => []);
const graph = emptyGraph("start");
vi.mock("@/components/trpc/react", () => {
  const says = (word: string, answer: object) => ({
    mutationOptions: (options: object) => ({
      ...options,
      mutationFn: async () => {
        order.push(word);
        return answer;
      },
    }),
  });
  const sequences = {
    rename: says("renamed", {}),
    discardDraft: says("discarded", { draft: { nodes: {}, nextStep: 9 }, revision: 8 }),
    duplicate: says("duplicated", { id: "seq_2" }),
    pathKey: () => ["sequences"],
  };
  return { useTRPC: () => ({ sequences }) };
});
vi.mock("next/navigation", () => ({
  useRouter: () => ({ push: (path: string) => order.push(path), refresh: vi.fn() }),
}));
vi.mock("@/components/ui/toast", () => ({ notify: ({ title }: { title: string }) => order.push(title) }));
vi.mock("@/components/sequences/use-restore", () => ({ useRestore: () => ({}) }));
vi.mock("@/components/sequences/use-resume", () => ({ useResume: () => ({}) }));
vi.mock("@/components/sequences/use-sequence-rights", () => ({ useSequenceRights: () => ({ mayPublish: true }) }));
vi.mock("@/components/sequences/pause-dialog", () => ({ PauseDialog: () => null }));
vi.mock("@/components/sequences/settings-dialog", () => ({ SettingsDialog: () => null }));

// Not what is tested here: how long a cold test runner takes to read it.
beforeAll(() => import("@/components/ui/menu-parts"));
afterEach(() => {
  cleanup();
  order.length = 0;
});

// what of a sequence the menu and the question read
const sequence = { id: "seq_1", name: "Trial", state: "live", liveVersion: { number: 3 } } as unknown as SequenceHead;

type Given = ComponentProps<typeof SequenceMenu>;

/** The last half second of typing is on its way to the server until `settle` says what became of it. */
function open(element: (given: Given) => ReactNode) {
  const store = createDraftStore({ graph, revision: 7 }, () => 0);
  let settle = (_: boolean): void => expect.fail("nothing was on its way");
  const flush = vi.fn(
    () =>
      new Promise<boolean>((resolve) => {
        settle = resolve;
      }),
  );
  const given = { sequence, workspace: "acme", store, flush };
  render(<QueryClientProvider client={new QueryClient()}>{element(given)}</QueryClientProvider>);
  return { store, flush, settle: (isSaved: boolean) => settle(isSaved) };
}

async function duplicate() {
  const draft = open((given) => <SequenceMenu {...given} />);
  await userEvent.click(screen.getByRole("button", { name: "More for this sequence" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
  await vi.waitFor(() => expect(draft.flush).toHaveBeenCalledOnce());
  expect(order).toEqual([]);
  return draft;
}

test("a copy is made once the last words are stored", async () => {
  const { settle } = await duplicate();
  settle(true);
  await vi.waitFor(() => expect(order).toEqual(["duplicated", "/acme/sequences/seq_2/draft"]));
});

test("no copy is made of a draft whose last words could not be stored, and that is said", async () => {
  const { settle } = await duplicate();
  settle(false);
  await vi.waitFor(() => expect(order).toEqual(["The draft could not be saved yet"]));
});

test("changes are discarded once what was on its way is stored: it does not come back", async () => {
  const { store, flush, settle } = open((given) => (
    <SequenceDialogs {...given} asked="discard" onClose={vi.fn()} onChanged={vi.fn()} />
  ));
  await userEvent.click(await screen.findByRole("button", { name: "Discard changes" }));
  await vi.waitFor(() => expect(flush).toHaveBeenCalledOnce());
  expect(order).toEqual([]);
  settle(true);
  await vi.waitFor(() => expect(order).toEqual(["discarded"]));
  await vi.waitFor(() => expect(store.getState()).toMatchObject({ revision: 8, save: { is: "saved" } }));
});
