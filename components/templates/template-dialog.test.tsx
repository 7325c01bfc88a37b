import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { TRPCClientError } from "@trpc/client";
import { afterEach, expect, it, vi } from "vitest";
import { noNames } from "@/core/names";
import { TemplateDialog } from "./template-dialog";

const create = vi.hoisted(() => vi.fn());
vi.mock("@/components/trpc/react", () => ({
  useTRPC: () => ({
    mailTemplates: {
      pathKey: () => ["mailTemplates"],
      create: { mutationOptions: (options: object) => ({ mutationFn: create, ...options }) },
    },
  }),
}));
vi.mock("@/components/canvas/workspace-names", () => ({
  useVocabulary: () => ({ vocabulary: { attributes: [] }, names: noNames }),
}));

afterEach(() => {
  cleanup();
  create.mockReset();
});

it("a template is written like a mail; what is wrong stands at its field, and it closes once it is saved", async () => {
  const closed = vi.fn();
  const problem = { path: "name", message: "There is a template of this name" };
  create.mockRejectedValueOnce(
    TRPCClientError.from({ error: { message: "No", code: -32600, data: { fields: [problem] } } } as never),
  );
  create.mockResolvedValueOnce({ id: "mtp_1", version: 1 });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TemplateDialog onClose={closed} />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByRole("textbox", { name: "Name" }), { target: { value: "Welcome" } });
  fireEvent.click(screen.getByRole("button", { name: "As text" }));
  fireEvent.change(screen.getByRole("textbox", { name: "Text" }), { target: { value: "Hello." } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("There is a template of this name");
  expect(create.mock.calls[0]?.[0]).toEqual({ name: "Welcome", subject: "", preview: "", body: "Hello." });
  expect(closed).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(closed).toHaveBeenCalledOnce());
});

it("a press outside closes it only while nothing is written", async () => {
  const closed = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TemplateDialog onClose={closed} />
    </QueryClientProvider>,
  );
  const name = screen.getByRole("textbox", { name: "Name" });
  fireEvent.change(name, { target: { value: "Welcome" } });
  await userEvent.click(document.body);
  expect(closed).not.toHaveBeenCalled();
  fireEvent.change(name, { target: { value: "" } });
  await userEvent.click(document.body);
  await waitFor(() => expect(closed).toHaveBeenCalledOnce());
});
