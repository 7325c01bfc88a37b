import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { createDraftStore } from "@/components/canvas/store/draft-store";
import { emptyGraph } from "@/core/edit";
import { SaveLine } from "./save-line";

afterEach(cleanup);
const store = createDraftStore({ graph: emptyGraph("start"), revision: 1 }, () => 0);

test("a refused save says why and where the ways out are", async () => {
  const retry = vi.fn();
  const words = "Your role does not allow this (sequences.write)";
  render(<SaveLine save={{ is: "refused", words, signedOut: false }} store={store} onRetry={retry} />);
  fireEvent.click(screen.getByRole("button", { name: "Not saved" }));
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Reload" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});

test("who is signed out is led to sign in beside the draft", async () => {
  render(
    <SaveLine save={{ is: "refused", words: "Sign in first", signedOut: true }} store={store} onRetry={vi.fn()} />,
  );
  fireEvent.click(screen.getByRole("button", { name: "Not saved: signed out" }));
  const link = await screen.findByRole("link", { name: "Sign in again" });
  expect([link.getAttribute("href"), link.getAttribute("target")]).toEqual(["/sign-in", "_blank"]);
});
