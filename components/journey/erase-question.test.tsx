import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { EraseQuestion } from "./erase-question";

afterEach(cleanup);

it("erases only once the address is typed again, for the reason that was chosen", async () => {
  const user = userEvent.setup();
  const onErase = vi.fn(async () => undefined);
  const onClose = vi.fn();
  render(<EraseQuestion name="Ana Ruiz" email="Ana@acme.example" addresses={2} onErase={onErase} onClose={onClose} />);
  expect(screen.getByText(/all 2 addresses/)).toBeTruthy();
  await user.type(screen.getByRole("textbox", { name: "Type Ana@acme.example again" }), "bo@acme.example");
  await user.click(screen.getByRole("button", { name: "Erase for good" }));
  expect(await screen.findByText("This is not Ana@acme.example.")).toBeTruthy();
  expect(onErase).not.toHaveBeenCalled();

  await user.clear(screen.getByRole("textbox", { name: "Type Ana@acme.example again" }));
  await user.type(screen.getByRole("textbox", { name: "Type Ana@acme.example again" }), " ana@acme.example");
  await user.click(screen.getByRole("radio", { name: /Kept long enough/ }));
  await user.click(screen.getByRole("button", { name: "Erase for good" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(onErase).toHaveBeenCalledWith("retention");
});
