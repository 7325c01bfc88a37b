/** What the member chose, and what it came to on their screen. */
export type ThemeChoice = "light" | "dark" | "system";
export type ResolvedTheme = "light" | "dark";

/** Cookie of the choice. The server writes it on `<html data-theme>`, so the first paint is right without a script. */
export const THEME_COOKIE = "heed-theme";
/** Cookie of what "system" last meant in this browser, for what must know on the server (the canvas). */
export const SCHEME_COOKIE = "heed-scheme";

export function toThemeChoice(cookie: string | undefined): ThemeChoice {
  return cookie === "light" || cookie === "dark" ? cookie : "system";
}

export function resolveTheme(choice: ThemeChoice, systemScheme: string | undefined): ResolvedTheme {
  if (choice !== "system") return choice;
  return systemScheme === "dark" ? "dark" : "light";
}
