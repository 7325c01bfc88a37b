import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { ContactHeader } from "./contact-header";
import type { ContactFacts, Journey, Passage } from "./journey-data";

vi.mock("@/components/trpc/use-workspace", () => ({ useWorkspace: () => ({ can: () => true, slug: "acme" }) }));

// Not what is tested here: how long a cold test runner takes to read it.
beforeAll(() => import("@/components/ui/menu-parts"));
afterEach(cleanup);

const now = new Date("2026-05-04T10:00:00Z");
const day = (count: number) => new Date(now.getTime() + count * 86_400_000);
const journey = { now, enrollments: [], contact: { zone: "UTC" } } as unknown as Journey; // what the header reads of it

function show(held: { own: Date | null; company: Date | null }, passage: Passage | null = null) {
  const onAction = vi.fn();
  const contact = {
    name: "Ana Ruiz",
    email: "ana@acme.example",
    suppressions: [],
    archivedAt: null,
    owner: null,
    company: { id: "cmp_1", name: "Acme", leaveAloneUntil: held.company },
    person: { leaveAloneUntil: held.own, salesBarredUntil: null, erasedAt: null },
  } as unknown as ContactFacts; // likewise
  render(<ContactHeader contact={contact} journey={journey} passage={passage} waits={false} onAction={onAction} />);
  return onAction;
}

it("says that their company is left alone, and ends it", async () => {
  const onAction = show({ own: null, company: day(3) });
  expect(screen.getByText(/^Company left alone until/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "More for this contact" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "No longer leave Acme alone" }));
  expect(onAction).toHaveBeenCalledWith("company-freed");
});

it("what is over is not said any more", async () => {
  show({ own: day(-1), company: day(-1) });
  expect(screen.queryByText(/left alone/i)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "More for this contact" }));
  expect(await screen.findByRole("menuitem", { name: "Leave alone until…" })).toBeTruthy();
  expect(screen.queryByRole("menuitem", { name: /^No longer/ })).toBeNull();
});

it("offers to resume whom a member paused, and not who stands with a whole sequence", () => {
  const nothing = { own: null, company: null };
  const paused = { status: "active", paused: true, pausedBySequence: false } as Passage; // what the header reads of it
  show(nothing, paused);
  expect(screen.getByRole("button", { name: "Resume" })).toBeTruthy();
  cleanup();
  show(nothing, { ...paused, pausedBySequence: true });
  expect(screen.queryByRole("button", { name: "Resume" })).toBeNull();
});
