import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { emptyMessage } from "@/core/broadcast";
import type { Broadcast } from "./broadcast-data";
import { useDraft } from "./use-draft";

const save = vi.hoisted(() => vi.fn((_: { name: string; revision: number }) => Promise.resolve({ revision: 8 })));
vi.mock("@/components/trpc/react", () => ({
  useTRPC: () => ({
    broadcasts: { save: { mutationOptions: () => ({ mutationFn: save }) }, list: { pathKey: () => ["broadcasts"] } },
  }),
}));

afterEach(() => {
  cleanup();
  save.mockClear();
});

/** What of a broadcast the draft reads. */
const broadcast = { id: "brd_1", name: "News", audience: null, message: emptyMessage(), revision: 7 } as Broadcast;
const queries = new QueryClient();
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queries}>{children}</QueryClientProvider>
);
const open = () => renderHook(() => useDraft(broadcast), { wrapper });

test("whoever leaves right after the last word has it saved; whoever changed nothing saves nothing", async () => {
  open().unmount();
  const { result, unmount } = open();
  act(() => result.current.change({ name: "News of June" }));
  unmount();
  await vi.waitFor(() => expect(save).toHaveBeenCalledOnce());
  expect(save.mock.calls[0]?.[0]).toMatchObject({ id: "brd_1", revision: 7, name: "News of June" });
});

test("without a name it does not say that it is being saved; what else was written is kept", async () => {
  const { result, unmount } = open();
  act(() => result.current.change({ name: " ", audience: { by: "everybody" } }));
  expect(result.current.state).toBe("unnamed");
  unmount();
  await vi.waitFor(() => expect(save).toHaveBeenCalledOnce());
  expect(save.mock.calls[0]?.[0]).toMatchObject({ audience: { by: "everybody" } });
  expect(save.mock.calls[0]?.[0]).not.toHaveProperty("name");
});
