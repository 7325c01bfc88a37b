import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { BulkBar } from "./bulk-bar";

const everybody = Array.from({ length: 2_345 }, (_, n) => `con_${n}`);
const server = vi.hoisted(() => ({
  choose: vi.fn((_: object): Promise<string[]> => Promise.resolve([])),
  addTag: vi.fn((_: object) => Promise.reject(new Error("A tag needs a name"))),
  restore: vi.fn((_: { ids: string[] }) => Promise.resolve({ ok: true })),
}));
const none = () => ({ queryKey: ["none"], queryFn: () => [], mutationFn: () => Promise.resolve() });
vi.mock("@/components/trpc/react", () => ({
  useTRPC: () => ({
    contacts: { pathKey: () => ["contacts"], tags: { queryOptions: none } },
    enrollments: { enroll: { mutationOptions: none } },
  }),
  useTRPCClient: () => ({
    contacts: {
      choose: { query: server.choose },
      restore: { mutate: server.restore },
      addTag: { mutate: server.addTag },
    },
  }),
}));
vi.mock("@/components/trpc/use-workspace", () => ({ useWorkspace: () => ({ can: () => true }) }));

// Not what is tested here: how long a cold test runner takes to read it.
beforeAll(() => import("./owner-dialog"));
afterEach(cleanup);

const filter = { search: "acme", archived: true };

function Bar({ count }: { count: number }) {
  const [ids, setIds] = useState<readonly string[]>(["con_1", "con_2"]);
  if (ids.length === 0) return <p>nobody is chosen</p>;
  return <BulkBar ids={ids} filter={filter} count={count} onChoose={setIds} onClear={() => setIds([])} />;
}

const show = (count: number) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Bar count={count} />
    </QueryClientProvider>,
  );

test("all that fit can be chosen, not only those in view, and what is done is done with all of them", async () => {
  server.choose.mockResolvedValue(everybody);
  show(everybody.length);
  expect(screen.getByText("2 contacts chosen")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Select all 2,345" }));
  expect(await screen.findByText("2,345 contacts chosen")).toBeTruthy();
  expect(server.choose).toHaveBeenCalledWith(filter);
  expect(screen.queryByRole("button", { name: /Select all/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Restore" }));
  await vi.waitFor(() => expect(server.restore).toHaveBeenCalledTimes(3));
  expect(server.restore.mock.calls.flatMap(([{ ids }]) => ids)).toEqual(everybody);
});

test("where more fit than can be chosen at once it says so", () => {
  show(12_345);
  expect(screen.queryByRole("button", { name: /Select all/ })).toBeNull();
  expect(screen.getByText(/^12,345 fit; all are selected up to 10,000/)).toBeTruthy();
});

test("who clears the choice while all are looked for has chosen nobody", async () => {
  let answer = (_: string[]): void => expect.fail("nothing was asked");
  const asked = new Promise<string[]>((resolve) => {
    answer = resolve;
  });
  server.choose.mockReturnValue(asked);
  show(everybody.length);
  await userEvent.click(screen.getByRole("button", { name: "Select all 2,345" }));
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  answer(everybody);
  await asked;
  await userEvent.tab(); // what the answer brings about has been brought about
  expect(screen.getByText("nobody is chosen")).toBeTruthy();
});

test("the question for a tag is asked afresh each time: what went wrong the last time is over", async () => {
  show(2);
  await userEvent.click(screen.getByRole("button", { name: "Tag…" }));
  await userEvent.type(await screen.findByLabelText("Tag"), "wi");
  await userEvent.click(screen.getByRole("button", { name: "Add tag" }));
  await vi.waitFor(() => expect(server.addTag).toHaveBeenCalled());
  await screen.findByText(/^No connection/);
  await userEvent.keyboard("{Escape}");
  await userEvent.click(await screen.findByRole("button", { name: "Tag…" }));
  expect(await screen.findByLabelText<HTMLInputElement>("Tag")).toMatchObject({ value: "" });
  expect(screen.queryByText(/^No connection/)).toBeNull();
});
