import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { LiveActions } from "./live-actions";

vi.mock("./use-sequence-rights", () => ({ useSequenceRights: () => ({ mayWrite: true, mayPublish: true }) }));
vi.mock("./use-restore", () => ({ useRestore: () => ({ isPending: false }) }));
const resume = vi.hoisted(() => vi.fn((_: object) => undefined));
vi.mock("./use-resume", () => ({ useResume: () => ({ isPending: false, mutate: resume }) }));
vi.mock("./pause-dialog", () => ({ PauseDialog: ({ open }: { open: boolean }) => (open ? <p>Pause it?</p> : null) }));
afterEach(cleanup);

test("the keyboard stays on the button that pauses when it has become the one that resumes", async () => {
  const sequence = { id: "seq_1", name: "Trial", state: "live", teamId: null, liveVersion: { number: 1 } };
  const { rerender } = render(<LiveActions sequence={sequence} workspace="acme" />);
  const button = screen.getByRole("button", { name: "Pause sending" });
  button.focus();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByText("Pause it?")).toBeTruthy();
  rerender(<LiveActions sequence={{ ...sequence, state: "paused" }} workspace="acme" />);
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Resume sending" }));
  await userEvent.keyboard("{Enter}");
  expect(resume).toHaveBeenCalledWith({ id: "seq_1" });
});
