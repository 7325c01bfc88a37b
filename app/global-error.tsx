"use client";

import "./globals.css";
import { digestOf, Failure } from "@/components/ui/failure";

/** The frame itself failed: no theme cookie, no fonts of ours; the system decides. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <head>
        <title>Something broke · Heed</title>
      </head>
      <body>
        <main>
          <Failure level={1} title="Something broke" onRetry={retry} digest={digestOf(error)} />
        </main>
      </body>
    </html>
  );
}
