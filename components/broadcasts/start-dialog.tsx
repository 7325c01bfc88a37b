"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DateField } from "@/components/journey/date-field";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { notify } from "@/components/ui/toast";
import { type BroadcastAudience, describeAudience } from "@/core/broadcast";
import { type JsonObject, jsonAt } from "@/core/json";
import type { Names } from "@/core/names";
import { AudienceCount } from "./audience-count";
import { type Broadcast, countPeople } from "./broadcast-data";

interface StartDialogProps {
  readonly broadcast: Broadcast;
  readonly audience: BroadcastAudience | null;
  readonly message: JsonObject;
  readonly names: Names;
  readonly flush: () => Promise<number>;
  readonly onClose: () => void;
}

/** The last look: what goes to whom, from whom, and when. */
export function StartDialog({ broadcast, audience, message, names, flush, onClose }: StartDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone } = useWorkspace();
  const [when, setWhen] = useState<"now" | "later">("now");
  const [at, setAt] = useState<Date | null>(null);
  const start = useMutation(trpc.broadcasts.start.mutationOptions());
  const said = (path: string) => {
    const value = jsonAt(message, path);
    return typeof value === "string" ? value : "";
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Send “${said("subject")}”?`}
      confirmLabel={when === "now" ? "Send" : "Schedule"}
      onConfirm={async () => {
        if (when === "later" && at === null) throw new Error("Choose when.");
        const revision = await orSay(flush());
        const outcome = await orSay(
          start.mutateAsync({ id: broadcast.id, revision, ...(when === "later" && at !== null ? { at } : {}) }),
        );
        if (!outcome.ok)
          throw new Error(outcome.problems.find(({ rank }) => rank === "must")?.message ?? "Not ready yet");
        notify({ title: when === "now" ? "On its way" : "Scheduled", description: countPeople(outcome.people) });
        await queries.invalidateQueries({ queryKey: trpc.broadcasts.pathKey() });
      }}
    >
      <div className="flex flex-col gap-4">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-ink3">To</dt>
          <dd>{describeAudience(audience, names)}</dd>
          <dt className="text-ink3">From</dt>
          <dd>{names("sender", said("senderId")) ?? "–"}</dd>
          <dt className="text-ink3">Topic</dt>
          <dd>{names("topic", said("topicId")) ?? "–"}</dd>
        </dl>
        <AudienceCount audience={audience} message={message} />
        <RadioGroup
          legend="When"
          value={when}
          onValueChange={setWhen}
          options={[
            { value: "now", label: "Now", hint: "Each person gets it when their hours and the rules allow." },
            { value: "later", label: "At a time", hint: "Who is in the audience is looked up then." },
          ]}
        />
        {when === "later" ? <DateField label="Start" zone={zone} value={at} onChange={setAt} /> : null}
      </div>
    </ConfirmDialog>
  );
}
