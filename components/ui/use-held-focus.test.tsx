import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { useHeldFocus } from "./use-held-focus";

afterEach(cleanup);

function Chooser() {
  const [chosen, setChosen] = useState(2);
  const place = useHeldFocus<HTMLDivElement>(chosen);
  return (
    <>
      <input type="checkbox" aria-label="Ana" onChange={() => setChosen(0)} />
      <div ref={place} tabIndex={-1} data-testid="place">
        {chosen > 0 ? (
          <button type="button" onClick={() => setChosen(0)}>
            Clear
          </button>
        ) : (
          <input aria-label="Search" />
        )}
      </div>
    </>
  );
}

test("a button that goes with what it did leaves the keyboard in its place", async () => {
  render(<Chooser />);
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("place")));
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByLabelText("Search"));
});

test("what is still there keeps it", async () => {
  render(<Chooser />);
  await userEvent.click(screen.getByLabelText("Ana"));
  await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(screen.getByLabelText("Ana"));
});
