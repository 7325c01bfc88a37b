import { describe, expect, it } from "vitest";
import { resolveTheme, toThemeChoice } from "./theme-choice";

describe("theme choice", () => {
  it("reads the cookie and falls back to the system", () => {
    expect(toThemeChoice("dark")).toBe("dark");
    expect(toThemeChoice("light")).toBe("light");
    expect(toThemeChoice(undefined)).toBe("system");
    expect(toThemeChoice("<script>")).toBe("system");
  });

  it("lets an explicit choice beat the system, and the system decide otherwise", () => {
    expect(resolveTheme("light", "dark")).toBe("light");
    expect(resolveTheme("dark", "light")).toBe("dark");
    expect(resolveTheme("system", "dark")).toBe("dark");
    expect(resolveTheme("system", undefined)).toBe("light");
  });
});
