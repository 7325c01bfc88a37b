"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { type ResolvedTheme, resolveTheme, SCHEME_COOKIE, THEME_COOKIE, type ThemeChoice } from "./theme-choice";

interface ThemeState {
  choice: ThemeChoice;
  resolved: ResolvedTheme;
  setChoice: (choice: ThemeChoice) => void;
}

const ThemeContext = createContext<ThemeState | null>(null);
const DARK_QUERY = "(prefers-color-scheme: dark)";

function subscribeToScheme(onChange: () => void): () => void {
  const query = window.matchMedia(DARK_QUERY);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

function writeCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

/**
 * Holds the theme. The server has already set `data-theme` from the cookie, so nothing is decided before hydration and
 * nothing flashes; "system" is settled by CSS alone.
 */
export function ThemeProvider({
  initialChoice,
  initialScheme,
  children,
}: {
  initialChoice: ThemeChoice;
  initialScheme: ResolvedTheme;
  children: ReactNode;
}) {
  const [choice, setChoiceState] = useState(initialChoice);
  const scheme = useSyncExternalStore<ResolvedTheme>(
    subscribeToScheme,
    () => (window.matchMedia(DARK_QUERY).matches ? "dark" : "light"),
    () => initialScheme,
  );

  useEffect(() => writeCookie(SCHEME_COOKIE, scheme), [scheme]);

  const setChoice = useCallback((next: ThemeChoice) => {
    document.documentElement.dataset.theme = next;
    writeCookie(THEME_COOKIE, next);
    setChoiceState(next);
  }, []);

  const value = useMemo<ThemeState>(
    () => ({ choice, resolved: resolveTheme(choice, scheme), setChoice }),
    [choice, scheme, setChoice],
  );
  return <ThemeContext value={value}>{children}</ThemeContext>;
}

/** The theme of this browser: `resolved` for libraries that want light or dark, `setChoice` for the switch. */
export function useTheme(): ThemeState {
  const theme = useContext(ThemeContext);
  if (!theme) throw new Error("useTheme is used outside ThemeProvider");
  return theme;
}
