import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useEffect } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Notice } from "./toast";

afterEach(cleanup);

const said: string[] = [];
function Stage({ count, take }: { count: number; take: () => readonly Notice[] }) {
  useEffect(() => {
    if (count > 0) said.push(...take().map(({ title }) => title));
  }, [count, take]);
  return <p>Stage</p>;
}

test("what is said without a connection is to be read, the page stands, and all of it is said once there is one", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let isOnline = false;
  vi.doMock("./toast-stage", () => (isOnline ? { ToastStage: Stage } : Promise.reject(new Error("offline"))));
  const { notify, Toaster } = await import("./toast");
  render(
    <>
      <h1>Page</h1>
      <Toaster />
    </>,
  );
  act(() => notify({ title: "First", description: "and more" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Firstand more");
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("alert")).toBeNull();
  act(() => notify({ title: "Second" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Second");
  expect(screen.getByRole("heading", { name: "Page" })).toBeTruthy();
  isOnline = true;
  vi.resetModules(); // a browser asks again for what did not come
  fireEvent(window, new Event("online"));
  expect(await screen.findByText("Stage")).toBeTruthy();
  await vi.waitFor(() => expect(said).toEqual(["First", "Second"])); // an effect of what is drawn already
  expect(screen.queryByRole("alert")).toBeNull();
  log.mockRestore();
});
