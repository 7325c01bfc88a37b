import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { Menu, MenuItem } from "./menu";
import { Popover } from "./popover";
import { Tooltip } from "./tooltip";

// Not what is tested here: how long a cold test runner takes to read them.
beforeAll(() => Promise.all([import("./menu-parts"), import("./popover-popup"), import("./tooltip-popup")]));
afterEach(cleanup);

const user = userEvent.setup();

test("a menu opens at its button, which stays the same, and gives the keyboard back", async () => {
  const rename = vi.fn();
  render(
    <Menu trigger={<button type="button">More</button>}>
      <MenuItem onSelect={rename}>Rename</MenuItem>
    </Menu>,
  );
  const button = screen.getByRole("button", { name: "More" });
  expect(button.getAttribute("aria-expanded")).toBe("false");
  await user.click(button);
  expect(await screen.findByRole("menu", { name: "More" })).toBeTruthy();
  expect(button.getAttribute("aria-expanded")).toBe("true");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(button));

  await user.keyboard("{ArrowDown}");
  await screen.findByRole("menu");
  await user.click(screen.getByRole("menuitem", { name: "Rename" }));
  expect(rename).toHaveBeenCalledOnce();
});

test("a second press on its button closes a popover", async () => {
  render(
    <Popover title="What to fix" trigger={<button type="button">1 to fix</button>}>
      The subject
    </Popover>,
  );
  const button = screen.getByRole("button", { name: "1 to fix" });
  await user.click(button);
  expect(await screen.findByRole("dialog", { name: "What to fix" })).toBeTruthy();
  await user.click(button);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a tooltip comes to a mouse that rests, and goes when it leaves", async () => {
  vi.useFakeTimers();
  try {
    render(
      <Tooltip content="Nothing to undo">
        <button type="button">Undo</button>
      </Tooltip>,
    );
    const button = screen.getByRole("button", { name: "Undo" });
    fireEvent.pointerEnter(button, { pointerType: "mouse" });
    await act(() => vi.advanceTimersByTimeAsync(399));
    expect(screen.queryByText("Nothing to undo")).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(1));
    expect(screen.getByText("Nothing to undo")).toBeTruthy();
    fireEvent.pointerLeave(button);
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(screen.queryByText("Nothing to undo")).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});
