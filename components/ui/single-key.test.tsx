import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useSingleKey } from "./single-key";

afterEach(cleanup);

function Page({ act }: { act: (() => void) | null }) {
  useSingleKey("n", act);
  return (
    <>
      <button type="button">Somewhere</button>
      <input aria-label="Search" />
      <div role="dialog">
        <button type="button">In a dialog</button>
      </div>
    </>
  );
}

it("is heard anywhere, but not where letters are typed, in a dialog, or with another key", () => {
  const act = vi.fn();
  render(<Page act={act} />);
  for (const [name, options] of [
    ["Search", {}],
    ["In a dialog", {}],
    ["Somewhere", { ctrlKey: true }],
  ] as const)
    fireEvent.keyDown(screen.queryByRole("textbox", { name }) ?? screen.getByRole("button", { name }), {
      key: "n",
      ...options,
    });
  expect(act).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "n" });
  fireEvent.keyDown(screen.getByRole("button", { name: "Somewhere" }), { key: "N" });
  expect(act).toHaveBeenCalledTimes(2);
});

it("does nothing for who may not", () => {
  render(<Page act={null} />);
  expect(fireEvent.keyDown(document.body, { key: "n" })).toBe(true);
});
