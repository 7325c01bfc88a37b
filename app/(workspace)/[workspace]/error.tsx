"use client";

import { useParams } from "next/navigation";
import { BUTTON, MEDIUM, SECONDARY } from "@/components/ui/button-look";
import { digestOf, Failure } from "@/components/ui/failure";

/** A page of the workspace failed; the frame around it stands. */
export default function WorkspaceError({ error, retry }: { error: unknown; retry: () => void }) {
  const { workspace } = useParams<{ workspace: string }>();
  return (
    <Failure
      level={1}
      title="This page did not load"
      onRetry={retry}
      digest={digestOf(error)}
      // A full load: nothing of what failed stays in memory.
      wayOut={
        <a href={`/${workspace}`} className={`${BUTTON} ${SECONDARY} ${MEDIUM}`}>
          Back to the workspace
        </a>
      }
    />
  );
}
