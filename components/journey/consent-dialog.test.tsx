import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ConsentDialog } from "./consent-dialog";
import type { ContactFacts } from "./journey-data";

const record = vi.hoisted(() => vi.fn((_: object) => Promise.resolve({})));
vi.mock("@/components/trpc/react", () => {
  const of = { pathKey: () => ["none"] };
  return {
    useTRPC: () => ({
      contacts: of,
      journeys: of,
      consents: { ...of, record: { mutationOptions: (options: object) => ({ ...options, mutationFn: record }) } },
    }),
  };
});
vi.mock("@/components/canvas/workspace-names", () => ({ useVocabulary: () => ({ vocabulary: { topics: [] } }) }));
afterEach(cleanup);

test("what somebody agreed to is not kept with the word that they took it back", async () => {
  const contact = { id: "ctc_1", name: "Ana Ruiz" } as ContactFacts; // what the dialog reads of it
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ConsentDialog contact={contact} zone="UTC" onClose={onClose} />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole("radio", { name: /They asked for it/ }));
  await userEvent.type(screen.getByLabelText(/What they agreed to/), "Yes, write to me");
  await userEvent.click(screen.getByText("They withdrew it"));
  await userEvent.type(screen.getByLabelText("How they said it"), "On the telephone");
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(record.mock.calls[0]?.[0]).toMatchObject({ basis: "none", source: "On the telephone", wording: "" });
});
