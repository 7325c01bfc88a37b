import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { Combobox } from "./combobox";
import { MultiCombobox } from "./multi-combobox";

afterEach(cleanup);

const options = [
  { value: "maya", label: "Maya Lindqvist" },
  { value: "ana", label: "Ana Ruiz" },
];

it("finds by typing and hands on the value", async () => {
  const user = userEvent.setup();
  const onValueChange = vi.fn();
  render(<Combobox aria-label="Owner" options={options} value={null} onValueChange={onValueChange} />);
  await user.click(screen.getByRole("combobox", { name: "Owner" }));
  const search = await screen.findByRole("combobox", { name: "Search" });
  await waitFor(() => expect(document.activeElement).toBe(search)); // the popup hands the focus over a frame later
  await user.keyboard("rui");
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["Ana Ruiz"]);
  await user.keyboard("{Enter}");
  expect(onValueChange).toHaveBeenCalledWith("ana");
});

it("shows and takes away chips, also of values that are not among the options", async () => {
  const user = userEvent.setup();
  const onValueChange = vi.fn();
  render(
    <MultiCombobox
      aria-label="Tags"
      options={options}
      value={["gone", "ana"]}
      onValueChange={onValueChange}
      labelOf={() => "Gone tag"}
    />,
  );
  await user.click(screen.getByRole("button", { name: "Remove Gone tag" }));
  expect(onValueChange).toHaveBeenCalledWith(["ana"]);
});
