import { cleanup, render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, it } from "vitest";
import { Input } from "./input";
import { Textarea } from "./textarea";

afterEach(cleanup);

const nothing = () => undefined;

it("a field whose text React holds takes nothing before the page is live; others do", () => {
  const held = (
    <>
      <Input aria-label="Search" value="" onValueChange={nothing} leading="?" />
      <Input aria-label="Name" value="" onValueChange={nothing} />
      <Textarea aria-label="Text" value="" onValueChange={nothing} />
    </>
  );
  expect(renderToString(held).match(/readonly/gi)).toHaveLength(3);
  expect(renderToString(<Input aria-label="E-mail" defaultValue="a" />)).not.toMatch(/readonly/i);
  render(held);
  for (const field of screen.getAllByRole<HTMLInputElement>("textbox")) expect(field.readOnly).toBe(false);
});

it("a field that may only be read stays so", () => {
  render(<Input aria-label="Key" value="x" readOnly />);
  expect(screen.getByRole<HTMLInputElement>("textbox").readOnly).toBe(true);
});
