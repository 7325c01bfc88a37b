import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Field } from "./field";
import { Input } from "./input";
import { Select } from "./select";

afterEach(cleanup);

const described = (element: HTMLElement) =>
  (element.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent)
    .join(" ");

it("ties label, hint and error to the control", () => {
  const { rerender } = render(
    <Field label="Subject" hint="Up to 60 letters.">
      <Input />
    </Field>,
  );
  const input = screen.getByRole("textbox", { name: "Subject" });
  expect(input).toHaveProperty("ariaInvalid", null);
  expect(described(input)).toBe("Up to 60 letters.");

  rerender(
    <Field label="Subject" hint="Up to 60 letters." error="Add a subject line">
      <Input />
    </Field>,
  );
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(described(input)).toContain("Add a subject line");
});

it("labels a select, which is a button", () => {
  render(
    <Field label="From" nativeLabel={false}>
      <Select options={[{ value: "a", label: "Maya" }]} value="a" onValueChange={() => undefined} />
    </Field>,
  );
  expect(screen.getByRole("combobox", { name: "From" }).textContent).toContain("Maya");
});
