"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PauseClockChoice } from "@/components/sequences/pause-clock";
import { stepName } from "@/components/sequences/step-words";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";
import type { PauseClock } from "@/core/enrollment";
import { nodesOf } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { DateField } from "./date-field";
import type { Passage } from "./journey-data";
import { useUndoActs } from "./use-undo-acts";

export type PassageAction = "skip" | "pause" | "move" | "remove";

interface PassageDialogProps {
  readonly passage: Passage;
  readonly name: string;
  readonly zone: string;
  readonly onClose: () => void;
}

/** What a member does to one passage; each asks for a reason and leaves a row in the journey. */
export function PassageDialogs({ asked, ...props }: PassageDialogProps & { asked: PassageAction | null }) {
  return (
    <>
      {asked === "skip" ? <SkipDialog {...props} /> : null}
      {asked === "pause" ? <PauseDialog {...props} /> : null}
      {asked === "move" ? <MoveDialog {...props} /> : null}
      {asked === "remove" ? <RemoveDialog {...props} /> : null}
    </>
  );
}

/** Where the person was seen: if they went on meanwhile, nothing happens. */
const placeOf = ({ nodeId, visit }: Passage) => (nodeId !== null && visit !== null ? { nodeId, visit } : null);

/** Says what was done, with the way back; an act that found the person elsewhere has changed nothing. */
function useSayDone() {
  const undo = useUndoActs();
  return ({ acts }: { acts: readonly string[] }, title: string, description?: string) => {
    if (acts.length === 0)
      notify({ title: "They had gone on meanwhile", description: "Nothing was changed.", tone: "warning" });
    else notify({ title, description, action: { label: "Undo", onSelect: () => void undo(acts) } });
  };
}

function SkipDialog({ passage, name, onClose }: PassageDialogProps) {
  const trpc = useTRPC();
  const skip = useMutation(trpc.enrollments.skipWait.mutationOptions());
  const sayDone = useSayDone();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Let ${name} go on now?`}
      confirmLabel="Skip this wait"
      reason="required"
      onConfirm={async (reason) => {
        const at = placeOf(passage);
        if (!at) throw new Error("They stand nowhere that can be skipped.");
        sayDone(await orSay(skip.mutateAsync({ id: passage.id, at, reason })), "The wait is over");
      }}
    >
      {passage.stepName} ends now. The next mail still passes the limits and their quiet hours.
    </ConfirmDialog>
  );
}

function PauseDialog({ passage, name, zone, onClose }: PassageDialogProps) {
  const trpc = useTRPC();
  const [until, setUntil] = useState<Date | null>(null);
  const [clock, setClock] = useState<PauseClock>("stands");
  const pause = useMutation(trpc.enrollments.pause.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Pause ${name} in “${passage.sequenceName}”?`}
      confirmLabel="Pause"
      reason="required"
      onConfirm={async (reason) => {
        await orSay(pause.mutateAsync({ ids: [passage.id], until, clock, reason }));
        notify({ title: "Paused" });
      }}
    >
      <div className="flex flex-col gap-4">
        <p>No mail of this sequence leaves meanwhile.</p>
        <DateField label="Until" optional zone={zone} value={until} onChange={setUntil} hint="Empty: until resumed" />
        <PauseClockChoice value={clock} onChange={setClock} />
      </div>
    </ConfirmDialog>
  );
}

function MoveDialog({ passage, name, onClose }: PassageDialogProps) {
  const trpc = useTRPC();
  const path = useQuery(trpc.journeys.path.queryOptions({ enrollmentId: passage.id }));
  const [to, setTo] = useState<string | null>(null);
  const jump = useMutation(trpc.enrollments.jump.mutationOptions());
  const sayDone = useSayDone();
  const graph = path.data?.version.graph;
  const steps = graph
    ? nodesOf(graph).filter((node) => node.id !== passage.nodeId && !nodeTypeOf(node.kind)?.entry)
    : [];
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Move ${name} to another step?`}
      confirmLabel="Move"
      reason="required"
      onConfirm={async (reason) => {
        const at = placeOf(passage);
        if (!at || to === null) throw new Error("Choose a step.");
        sayDone(await orSay(jump.mutateAsync({ id: passage.id, at, to, reason })), "Moved");
      }}
    >
      <div className="flex flex-col gap-4">
        <p>What waits at {passage.stepName} is taken back. The new step starts now.</p>
        <Field label="Step" nativeLabel={false}>
          <Select
            options={steps.map((node) => ({
              value: node.id,
              label: stepName(node),
            }))}
            value={to}
            onValueChange={setTo}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

function RemoveDialog({ passage, name, onClose }: PassageDialogProps) {
  const trpc = useTRPC();
  const stop = useMutation(trpc.enrollments.stop.mutationOptions());
  const sayDone = useSayDone();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove ${name} from “${passage.sequenceName}”?`}
      confirmLabel="Remove"
      danger
      reason="required"
      onConfirm={async (reason) => {
        const done = await orSay(stop.mutateAsync({ ids: [passage.id], reason }));
        sayDone(done, "Removed", "What had not left was taken back.");
      }}
    >
      Nothing more of this sequence is sent to them. Other sequences go on.
    </ConfirmDialog>
  );
}
