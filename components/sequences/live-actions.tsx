"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { PauseDialog } from "./pause-dialog";
import type { SequenceHead } from "./sequence-header-bar";
import { useRestore } from "./use-restore";
import { useResume } from "./use-resume";
import { useSequenceRights } from "./use-sequence-rights";

/** Pause and resume, the way to the draft, and the way back from the archive. */
export function LiveActions({ sequence, workspace }: { sequence: SequenceHead; workspace: string }) {
  const { mayWrite, mayPublish } = useSequenceRights(sequence);
  const [pausing, setPausing] = useState(false);
  const restore = useRestore();
  const resume = useResume();
  const { id, state } = sequence;
  return (
    <>
      {mayPublish && (state === "live" || state === "paused") ? (
        // One button, so that the keyboard stays on it when pausing has made it the way back.
        <Button busy={resume.isPending} onClick={() => (state === "live" ? setPausing(true) : resume.mutate({ id }))}>
          {state === "live" ? "Pause sending" : "Resume sending"}
        </Button>
      ) : null}
      {mayWrite && state === "archived" ? (
        <Button busy={restore.isPending} onClick={() => restore.mutate({ id })}>
          Restore
        </Button>
      ) : null}
      {mayWrite && state !== "archived" ? (
        <ButtonLink href={`/${workspace}/sequences/${id}/draft`}>Edit draft</ButtonLink>
      ) : null}
      <PauseDialog sequence={sequence} open={pausing} onClose={() => setPausing(false)} />
    </>
  );
}
