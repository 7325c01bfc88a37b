"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatInstant } from "@/components/ui/date-format";
import { Progress } from "@/components/ui/progress";
import { RadioGroup } from "@/components/ui/radio-group";
import { sayPeople } from "./move-words";
import { useUndoMove } from "./use-undo-move";

/** While people are on their way to a version or back: how far. Afterwards, for a day: the way back. */
export function MoveNotice({ sequenceId }: { sequenceId: string }) {
  const trpc = useTRPC();
  const { zone, can } = useWorkspace();
  const moves = useQuery({
    ...trpc.sequences.moves.queryOptions({ id: sequenceId }),
    refetchInterval: (query) =>
      query.state.data?.some(({ state }) => state === "moving" || state === "undoing") ? 1_500 : false,
  });
  const [asked, setAsked] = useState(false);
  const [live, setLive] = useState<"before" | "stays">("before");
  const undo = useUndoMove();
  const move = moves.data?.[0];
  if (!move) return null;
  const done = move.state === "undoing" ? move.undone + move.kept : move.moved + move.stayed;
  if (move.state === "moving" || move.state === "undoing") {
    const back = move.state === "undoing";
    const of = back ? move.moved + move.undone + move.kept : move.total;
    return (
      <Progress
        label={back ? "People go back" : `People move to version ${move.version}`}
        value={done}
        max={Math.max(1, of)}
        detail={`${done} of ${of}${move.leaving > 0 ? `, ${move.leaving} when their mail has left` : ""}`}
      />
    );
  }
  if (move.state === "undone")
    return (
      <Callout tone="neutral" title={`${sayPeople(move.undone)} back where they were.`}>
        {move.kept > 0 ? `${sayPeople(move.kept)} had gone on and stay on version ${move.version}.` : null}
      </Callout>
    );
  const failed = move.state === "failed";
  if (move.undoUntil === null && !failed) return null;
  return (
    <>
      <Callout
        tone={failed ? "rust" : "pine"}
        title={failed ? "Not everybody was moved." : `${sayPeople(move.moved)} moved to version ${move.version}.`}
        action={
          can("publish") && move.undoUntil !== null ? (
            <Button size="sm" onClick={() => setAsked(true)}>
              Undo…
            </Button>
          ) : null
        }
      >
        {failed ? `${move.failure ?? ""} ` : ""}
        {move.left > 0 ? `${sayPeople(move.left)} of them left. ` : ""}
        {move.stayed > 0 ? `${sayPeople(move.stayed)} finish on the version before. ` : ""}
        {move.paced > 0 ? `${move.paced} mails that came due leave one by one. ` : ""}
        {move.undoUntil ? `Can be undone until ${formatInstant(move.undoUntil, zone, "short")}.` : null}
      </Callout>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title="Take the move back?"
        confirmLabel="Undo the move"
        onConfirm={async () => {
          await undo.mutateAsync({ id: move.id, live });
        }}
      >
        <div className="flex flex-col gap-4">
          <p>
            Everybody to whom nothing has happened since goes back to their step on the version before. What has left
            stays left; the draft stays as it is.
          </p>
          {move.fromVersion !== null ? (
            <RadioGroup
              legend="New people enter"
              value={live}
              onValueChange={setLive}
              options={[
                { value: "before", label: `version ${move.fromVersion} again` },
                { value: "stays", label: `version ${move.version}` },
              ]}
            />
          ) : null}
        </div>
      </ConfirmDialog>
    </>
  );
}
