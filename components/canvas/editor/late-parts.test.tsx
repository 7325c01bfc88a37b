import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { InspectorProps } from "@/components/canvas/inspector/inspector";

afterEach(cleanup);

const Form = () => <p>The form</p>;

test("a step whose panel cannot be fetched has a panel that says so, can be closed and tried again", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let isOnline = false;
  vi.doMock("@/components/canvas/inspector/inspector", () =>
    isOnline ? { Inspector: Form } : Promise.reject(new Error("offline")),
  );
  const { Inspector } = await import("./late-parts");
  const onClose = vi.fn();
  render(<Inspector {...({ onClose } as unknown as InspectorProps)} />); // the rest is for the form
  expect((await screen.findByRole("alert")).textContent).toContain("could not be fetched");
  expect(screen.getByRole("complementary", { name: "Step" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(onClose).toHaveBeenCalledTimes(1);
  isOnline = true;
  vi.resetModules(); // a browser asks again for what did not come
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("The form")).toBeTruthy();
  log.mockRestore();
});
