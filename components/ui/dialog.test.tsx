import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { Button } from "./button";
import { ConfirmDialog } from "./confirm-dialog";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

afterEach(cleanup);

it("what is typed after it opens goes into its first field", async () => {
  const user = userEvent.setup();
  const onValueChange = vi.fn();
  render(
    <Dialog trigger={<Button>Tag…</Button>} title="Tag 2 contacts" footer={<Button>Add tag</Button>}>
      <Field label="Tag">
        <Input value="" onValueChange={onValueChange} />
      </Field>
    </Dialog>,
  );
  await user.tab();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Tag")));
  await user.keyboard("v");
  expect(onValueChange.mock.calls.map(([text]) => text)).toEqual(["v"]);
});

it("a question without a field begins at its way out", async () => {
  render(
    <ConfirmDialog open onOpenChange={() => undefined} title="Remove it?" confirmLabel="Remove" onConfirm={vi.fn()} />,
  );
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Close" })));
});
