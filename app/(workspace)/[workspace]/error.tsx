"use client";

import { useParams } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
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
      wayOut={<ButtonLink href={`/${workspace}`}>Back to the workspace</ButtonLink>}
    />
  );
}
