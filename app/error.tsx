"use client";

import { buttonStyle } from "@/components/ui/button-style";
import { digestOf, Failure } from "@/components/ui/failure";

/** Faults outside any workspace. The server has noted them; the browser's own are in its console. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <Failure
        level={1}
        title="Something broke"
        onRetry={retry}
        digest={digestOf(error)}
        wayOut={
          <a href="/" className={buttonStyle()}>
            To the start
          </a>
        }
      />
    </main>
  );
}
