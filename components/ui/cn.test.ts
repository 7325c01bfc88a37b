import { expect, it } from "vitest";
import { cn } from "./cn";

it("keeps a size and a colour of ours side by side, and lets the later of two sizes win", () => {
  expect(cn("text-caption text-ink2")).toBe("text-caption text-ink2");
  expect(cn("text-title text-ink", "text-sm")).toBe("text-ink text-sm");
  expect(cn("rounded-card p-2", false, "rounded-pill")).toBe("p-2 rounded-pill");
});
