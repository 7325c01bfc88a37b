import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { Button } from "./button";

afterEach(cleanup);

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
