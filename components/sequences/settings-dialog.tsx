"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { mergeSettings } from "@/core/sequence-settings";
import type { AppRouter } from "@/server/api/root";
import { SettingsFields } from "./settings-fields";
import { readTyped, toTyped } from "./typed-settings";

const FORM = "sequence-settings";

/** What holds for the whole sequence, and whose it is. */
export function SettingsDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const trpc = useTRPC();
  const sequence = useQuery(trpc.sequences.get.queryOptions({ id }));
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Settings of this sequence"
      description="The team changes at once; everything else takes effect with the next publish."
      dismissible={!busy}
      footer={
        <>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={FORM} variant="primary" busy={busy} disabled={!sequence.data}>
            Save
          </Button>
        </>
      }
    >
      {sequence.error && !sequence.data ? (
        <Failure onRetry={() => void sequence.refetch()}>{errorMessage(sequence.error)}</Failure>
      ) : sequence.data ? (
        <SettingsForm sequence={sequence.data} onBusy={setBusy} onSaved={onClose} />
      ) : (
        <Loading label="Settings are loading">
          <Skeleton className="h-64 w-full" />
        </Loading>
      )}
    </Dialog>
  );
}

function SettingsForm({
  sequence,
  onBusy,
  onSaved,
}: {
  sequence: inferRouterOutputs<AppRouter>["sequences"]["get"];
  onBusy: (busy: boolean) => void;
  onSaved: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { vocabulary, lookup } = useVocabulary();
  const [base, setBase] = useState(sequence.settings);
  const [typed, setTyped] = useState(() => toTyped(sequence.settings));
  const [teamId, setTeamId] = useState(sequence.teamId);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const saveSettings = useMutation(trpc.sequences.saveSettings.mutationOptions());
  const setTeam = useMutation(trpc.sequences.setTeam.mutationOptions());
  const { id } = sequence;

  async function save(): Promise<void> {
    const read = readTyped(typed, lookup.has);
    setErrors(read.errors);
    if (read.settings === null) return;
    if (teamId !== sequence.teamId) await setTeam.mutateAsync({ id, teamId });
    const answer = await saveSettings.mutateAsync({ id, base, settings: read.settings });
    if (!answer.ok) {
      // The others' fields are taken in; where both set the same, saving again says which stands.
      setTyped(toTyped(mergeSettings(base, read.settings, answer.settings).settings));
      setBase(answer.settings);
      setErrors(
        Object.fromEntries(
          answer.clashes.map((name) => [name, "Somebody else has set this meanwhile. Save again to keep yours"]),
        ),
      );
      return;
    }
    await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
    router.refresh();
    notify({ title: "Settings saved" });
    onSaved();
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    onBusy(true);
    try {
      await save();
    } catch (error) {
      const fields = Object.entries(fieldErrors(error)).map(([path, text]) => [path.replace(/^settings\./, ""), text]);
      setErrors(Object.fromEntries(fields));
      if (fields.length === 0)
        notify({ title: "The settings were not saved", description: errorMessage(error), tone: "error" });
    } finally {
      onBusy(false);
    }
  }

  if (vocabulary === null) return null;
  return (
    <form id={FORM} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5" noValidate>
      <SettingsFields
        typed={typed}
        onChange={(change) => setTyped((now) => ({ ...now, ...change }))}
        teamId={teamId}
        onTeam={setTeamId}
        errors={errors}
        vocabulary={vocabulary}
      />
    </form>
  );
}
