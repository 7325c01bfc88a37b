import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/newsreader/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { resolveTheme, SCHEME_COOKIE, THEME_COOKIE, toThemeChoice } from "@/components/ui/theme-choice";
import { ThemeProvider } from "@/components/ui/theme-provider";
import { Toaster } from "@/components/ui/toast";

export const metadata: Metadata = {
  title: { default: "Heed", template: "%s · Heed" },
  description: "One place that knows everything a company says to a person, and when to be quiet.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f3ed" },
    { media: "(prefers-color-scheme: dark)", color: "#101614" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const choice = toThemeChoice(jar.get(THEME_COOKIE)?.value);
  const scheme = resolveTheme("system", jar.get(SCHEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={choice}>
      <body>
        <ThemeProvider initialChoice={choice} initialScheme={scheme}>
          {children}
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  );
}
