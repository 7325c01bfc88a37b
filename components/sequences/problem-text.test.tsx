import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ProblemText } from "./problem-text";

vi.mock("@/components/trpc/use-workspace", () => ({ useWorkspace: () => ({ slug: "acme" }) }));

afterEach(cleanup);

it("leads to the settings where only they can fix it", () => {
  render(<ProblemText problem={{ code: "legal-name-missing", message: "Add your legal name" }} />);
  expect(screen.getByRole("link", { name: "Open the settings" }).getAttribute("href")).toBe("/acme/settings/general");
  cleanup();
  render(<ProblemText problem={{ code: "subject", message: "Add a subject line" }} />);
  expect(screen.queryByRole("link")).toBeNull();
  expect(screen.getByText("Add a subject line")).toBeTruthy();
});
