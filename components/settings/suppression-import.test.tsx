import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { SuppressionImport } from "./suppression-import";

const take = vi.hoisted(() => vi.fn((_: object) => Promise.resolve({ added: 1, known: 0, unreadable: 0 })));
vi.mock("@/components/trpc/react", () => ({
  useTRPC: () => ({
    pathKey: () => ["all"],
    suppressions: { import: { mutationOptions: (options: object) => ({ ...options, mutationFn: take }) } },
  }),
}));
vi.mock("@/components/trpc/use-workspace", () => ({ useWorkspace: () => ({ can: () => true }) }));
afterEach(cleanup);

test("without a file it says so at the file and asks nothing; with one it takes the list", async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SuppressionImport />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByLabelText("Where the list comes from"), "Our old program");
  await userEvent.click(screen.getByRole("button", { name: "Import" }));
  expect(screen.getByRole("alert").textContent).toBe("Choose the file with the list");
  expect(take).not.toHaveBeenCalled();

  await userEvent.upload(screen.getByLabelText(/Drop a file here/), new File(["gone@x.example"], "gone.csv"));
  expect(await screen.findByText("gone.csv")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Import" }));
  expect(await screen.findByText("1 added.")).toBeTruthy();
  expect(take.mock.calls[0]?.[0]).toMatchObject({ text: "gone@x.example", reason: "Our old program" });
});
