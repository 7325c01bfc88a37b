import { cleanup, fireEvent, render, screen } from "@testing-library/react";
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
