import { QueryClient, QueryClientProvider, useMutation } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { TRPCClientError } from "@trpc/client";
import { afterEach, expect, it, vi } from "vitest";
import { useSaveEnd } from "./use-save-end";

const notify = vi.hoisted(() => vi.fn());
vi.mock("@/components/ui/toast", () => ({ notify }));
vi.mock("./react", () => ({ useTRPC: () => ({ pathKey: () => ["all"] }) }));

afterEach(() => {
  cleanup();
  notify.mockReset();
});

const refused = (fields: { path: string; message: string }[]) =>
  TRPCClientError.from({ error: { message: "Too loud", code: -32600, data: { fields } } } as never);

interface FormProps {
  save: () => Promise<void>;
  onSaved: () => void;
}

function Form({ save, onSaved }: FormProps) {
  const { errors, end } = useSaveEnd({ failed: "Not saved", saved: "Saved", onSaved });
  const mutation = useMutation({ mutationFn: save, ...end });
  return (
    <button type="button" onClick={() => mutation.mutate()}>
      Save {errors.name}
    </button>
  );
}

function show(props: FormProps) {
  const queries = new QueryClient();
  const read = vi.spyOn(queries, "invalidateQueries");
  render(
    <QueryClientProvider client={queries}>
      <Form {...props} />
    </QueryClientProvider>,
  );
  return read;
}

it("an error of a field stands there until it is saved; then all is read anew, and whoever asked goes on", async () => {
  const answers = [() => Promise.reject(refused([{ path: "name", message: "Give a name" }])), () => Promise.resolve()];
  const closed = vi.fn();
  const read = show({ save: () => answers.shift()?.() ?? Promise.resolve(), onSaved: closed });
  fireEvent.click(screen.getByRole("button"));
  await screen.findByRole("button", { name: "Save Give a name" });
  expect([notify.mock.calls.length, closed.mock.calls.length, read.mock.calls.length]).toEqual([0, 0, 0]);
  fireEvent.click(screen.getByRole("button"));
  await waitFor(() => expect(closed).toHaveBeenCalledOnce());
  expect(screen.getByRole("button").textContent).toBe("Save ");
  expect(read.mock.calls).toEqual([[{ queryKey: ["all"] }]]);
  expect(notify.mock.calls).toEqual([[{ title: "Saved" }]]);
});

it("an error of no field is said, and nothing closes", async () => {
  const closed = vi.fn();
  show({ save: () => Promise.reject(refused([])), onSaved: closed });
  fireEvent.click(screen.getByRole("button"));
  await waitFor(() =>
    expect(notify.mock.calls).toEqual([[{ title: "Not saved", description: "Too loud", tone: "error" }]]),
  );
  expect(closed).not.toHaveBeenCalled();
});
