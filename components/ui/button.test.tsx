import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { Button } from "./button";

afterEach(cleanup);

it("a double click makes one thing, two clicks apart make two", () => {
  const made = vi.fn();
  render(
    <Button variant="primary" onClick={made}>
      Make key
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Make key" });
  fireEvent.click(button, { detail: 1 });
  fireEvent.click(button, { detail: 2 });
  expect(made).toHaveBeenCalledTimes(1);
  fireEvent.click(button, { detail: 1 });
  fireEvent.click(button, { detail: 0 }); // by key
  expect(made).toHaveBeenCalledTimes(3);
});

it("a double click sends a form once; a button one steps with takes every press", () => {
  const sent = vi.fn();
  const stepped = vi.fn();
  render(
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sent();
      }}
    >
      <Button type="submit">Save</Button>
      <Button onClick={stepped}>Next</Button>
    </form>,
  );
  const [save, next] = [screen.getByRole("button", { name: "Save" }), screen.getByRole("button", { name: "Next" })];
  for (const detail of [1, 2]) {
    fireEvent.click(save, { detail });
    fireEvent.click(next, { detail });
  }
  expect([sent.mock.calls.length, stepped.mock.calls.length]).toEqual([1, 2]);
});

it("does its work once for a double click, also before it is known to be busy", async () => {
  const user = userEvent.setup();
  const onClick = vi.fn();
  const onSubmit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  render(
    <form onSubmit={onSubmit}>
      <Button busy={false} onClick={onClick}>
        Make it
      </Button>
      <Button type="submit" busy={false}>
        Send
      </Button>
    </form>,
  );
  await user.dblClick(screen.getByRole("button", { name: "Make it" }));
  expect(onClick).toHaveBeenCalledTimes(1);
  await user.dblClick(screen.getByRole("button", { name: "Send" }));
  expect(onSubmit).toHaveBeenCalledTimes(1);
});

it("takes every press where one goes on step by step", async () => {
  const user = userEvent.setup();
  const onClick = vi.fn();
  render(<Button onClick={onClick}>Next step</Button>);
  await user.dblClick(screen.getByRole("button", { name: "Next step" }));
  expect(onClick).toHaveBeenCalledTimes(2);
});
