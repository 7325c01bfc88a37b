import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { Narrowings, type PeopleFilterState } from "./people-filters";

vi.mock("@/components/canvas/workspace-names", () => ({
  useVocabulary: () => ({
    names: (kind: string, id: string) => (kind === "rule" && id === "rul_1" ? "Everything: 1 per 24 hours" : null),
  }),
}));

afterEach(cleanup);

const none: PeopleFilterState = {
  search: null,
  step: null,
  status: null,
  touch: null,
  outlet: null,
  came: null,
  version: null,
  heldBy: null,
  did: null,
  range: null,
};

function show(state: Partial<PeopleFilterState>) {
  const set = vi.fn();
  render(<Narrowings state={{ ...none, ...state }} set={set} graph={null} version={4} />);
  return set;
}

it("calls the rule that holds by its name, and a reason of the governor in words", () => {
  show({ touch: "held", heldBy: "rul_1" });
  expect(screen.getByText("held: Everything: 1 per 24 hours")).toBeTruthy();
  cleanup();
  show({ touch: "held", heldBy: "quiet_hours" });
  expect(screen.getByText("held: Outside sending hours")).toBeTruthy();
});

it("says that one version alone is meant, and takes that away", () => {
  const set = show({ version: "ver_4" });
  expect(screen.getByText("on version 4")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Take this filter away" }));
  expect(set).toHaveBeenCalledWith({ version: null });
});
