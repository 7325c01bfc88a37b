"use client";

import { BUTTON, MEDIUM, SECONDARY } from "@/components/ui/button-look";
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
          <a href="/" className={`${BUTTON} ${SECONDARY} ${MEDIUM}`}>
            To the start
          </a>
        }
      />
    </main>
  );
}
