import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { ConfirmDialog } from "./confirm-dialog";

afterEach(cleanup);

function show(onConfirm: (reason: string) => Promise<void>, reason: "required" | "none" = "required") {
  const onOpenChange = vi.fn();
  render(
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title="Remove Jonas?"
      confirmLabel="Remove"
      reason={reason}
      onConfirm={onConfirm}
    />,
  );
  return onOpenChange;
}

it("does not act without a required reason, and hands the reason on", async () => {
  const user = userEvent.setup();
  const onConfirm = vi.fn(async () => undefined);
  const onOpenChange = show(onConfirm);
  await user.click(screen.getByRole("button", { name: "Remove" }));
  expect(onConfirm).not.toHaveBeenCalled();
  expect(screen.getByText("Say why, in a few words.")).toBeTruthy();

  await user.type(screen.getByRole("textbox", { name: "Why?" }), " asked by phone ");
  await user.click(screen.getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(onOpenChange).toHaveBeenCalledWith(false));
  expect(onConfirm).toHaveBeenCalledWith("asked by phone");
});

it("says of a reason that is too long how long it may be, before anybody else refuses it", async () => {
  const user = userEvent.setup();
  const onConfirm = vi.fn(async () => undefined);
  show(onConfirm);
  await user.click(screen.getByRole("textbox", { name: "Why?" }));
  await user.paste("x".repeat(301));
  await user.click(screen.getByRole("button", { name: "Remove" }));
  expect(onConfirm).not.toHaveBeenCalled();
  expect(screen.getByText("In a few words: 300 letters at most, these are 301.")).toBeTruthy();
});

it("stays open and says what went wrong", async () => {
  const user = userEvent.setup();
  const onOpenChange = show(async () => {
    throw new Error("He has just left by himself.");
  }, "none");
  await user.click(screen.getByRole("button", { name: "Remove" }));
  expect((await screen.findByRole("alert")).textContent).toBe("He has just left by himself.");
  expect(onOpenChange).not.toHaveBeenCalled();
});
