"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { type FormEvent, useMemo, useState } from "react";
import { errorMessage, problemsBelow } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";
import { QuietHours } from "./quiet-hours";

type Settings = inferRouterOutputs<AppRouter>["settings"]["get"];

/** Who we are in law, where we are, when we are quiet. */
export function GeneralSettings({ name }: { name: string }) {
  const trpc = useTRPC();
  const settings = useQuery(trpc.settings.get.queryOptions());
  if (settings.error && !settings.data) {
    return (
      <Failure size="inline" onRetry={() => void settings.refetch()}>
        {errorMessage(settings.error)}
      </Failure>
    );
  }
  if (!settings.data) {
    return (
      <Loading label="Settings are loading">
        <Skeleton className="h-96 w-full" />
      </Loading>
    );
  }
  return <GeneralForm name={name} settings={settings.data} />;
}

/** What is typed stands over what is stored: a colleague's change, or a pause, takes nothing of it away. */
function GeneralForm({ name, settings }: { name: string; settings: Settings }) {
  const trpc = useTRPC();
  const { can, workspace } = useWorkspace();
  const stored = {
    name: workspace?.name ?? name,
    timeZone: settings.timeZone,
    legalName: settings.legalName ?? "",
    postalAddress: settings.postalAddress ?? "",
    supportContact: settings.supportContact ?? "",
    privacyUrl: settings.privacyUrl ?? "",
    trackingHost: settings.trackingHost ?? "",
    hours: settings.hours,
    trackOpens: settings.trackOpens,
    trackClicks: settings.trackClicks,
  };
  const [edits, setEdits] = useState<Partial<typeof stored>>({});
  const [origins, setOrigins] = useState<string | null>(null);
  const draft = { ...stored, ...edits };
  const zones = useMemo(
    () => Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
    [],
  );
  const { errors, end } = useSaveEnd({
    failed: "Not saved",
    saved: "Saved",
    stale: [trpc.workspace.pathKey(), trpc.settings.pathKey()],
  });
  const save = useMutation(trpc.settings.update.mutationOptions(end));
  const wrongIn = (field: string) => Object.values(problemsBelow(errors, field))[0];
  const set = (change: Partial<typeof stored>) => setEdits((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      setEdits((now) => (now === edits ? {} : now)); // what was typed meanwhile stays
      setOrigins((now) => (now === origins ? null : now));
    };
    save.mutate({ ...edits, ...(origins === null ? {} : { cardOrigins: toLines(origins) }) }, { onSuccess });
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <Card title="The company" description="Stands below every mail; nothing can be published without it.">
        <div className="flex flex-col gap-4">
          <Field label="Workspace name" error={errors.name}>
            <Input value={draft.name} onValueChange={(text) => set({ name: text })} />
          </Field>
          <Field label="Legal name" error={errors.legalName}>
            <Input
              value={draft.legalName}
              onValueChange={(legalName) => set({ legalName })}
              placeholder="Northbeam GmbH"
            />
          </Field>
          <Field label="Postal address" error={errors.postalAddress}>
            <Textarea rows={2} value={draft.postalAddress} onValueChange={(postalAddress) => set({ postalAddress })} />
          </Field>
          <Field
            label="Where people get help"
            optional
            hint="Telephone number, address or page"
            error={errors.supportContact}
          >
            <Input value={draft.supportContact} onValueChange={(supportContact) => set({ supportContact })} />
          </Field>
          <Field label="Privacy notice" optional error={errors.privacyUrl}>
            <Input
              type="url"
              placeholder="https://"
              value={draft.privacyUrl}
              onValueChange={(privacyUrl) => set({ privacyUrl })}
            />
          </Field>
        </div>
      </Card>
      <Card
        title="Time"
        description="Quiet hours hold in each person's own zone; the workspace's counts where none is known."
      >
        <div className="flex flex-col gap-4">
          <Field label="Time zone" nativeLabel={false} error={errors.timeZone}>
            <Combobox
              aria-label="Time zone"
              options={zones}
              value={draft.timeZone}
              onValueChange={(zone) => set({ timeZone: zone ?? "UTC" })}
            />
          </Field>
          <QuietHours value={draft.hours} onChange={(hours) => set({ hours })} />
          {wrongIn("hours") ? (
            <p role="alert" className="text-rust text-sm">
              {wrongIn("hours")}
            </p>
          ) : null}
        </div>
      </Card>
      <Card title="Reactions">
        <div className="flex flex-col gap-3">
          <Switch
            label="Count opens"
            hint="A pixel in every mail. Many mail programs open everything by themselves."
            checked={draft.trackOpens}
            onCheckedChange={(trackOpens) => set({ trackOpens })}
          />
          <Switch
            label="Count clicks"
            hint="Links lead over this address."
            checked={draft.trackClicks}
            onCheckedChange={(trackClicks) => set({ trackClicks })}
          />
          <Field
            label="Pixel and links lead over"
            optional
            hint="A host of your own that reaches this Heed. Left empty: this address."
            error={errors.trackingHost}
          >
            <Input
              type="url"
              placeholder="https://go.company.com"
              value={draft.trackingHost}
              onValueChange={(trackingHost) => set({ trackingHost })}
            />
          </Field>
        </div>
      </Card>
      <Card
        title="Help desks"
        description="A help desk can show, beside a ticket, what the person got and what to answer."
      >
        <Field
          label="Who may frame the support card"
          optional
          hint="One address a line, without a path. A key with the scope Support asks for the card."
          error={wrongIn("cardOrigins")}
        >
          <Textarea
            rows={2}
            value={origins ?? settings.cardOrigins.join("\n")}
            onValueChange={setOrigins}
            placeholder="https://company.helpdesk.example"
            spellCheck={false}
          />
        </Field>
      </Card>
      <div className="flex items-center gap-3">
        {can("settings.write") ? (
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabled={Object.keys(edits).length === 0 && origins === null}
          >
            Save
          </Button>
        ) : null}
        {can("sending.pause") && !workspace?.sendingPausedAt ? <PauseSending /> : null}
      </div>
    </form>
  );
}

const toLines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim().replace(/\/$/, ""))
    .filter((line) => line !== "");

/** Everything stands still within seconds: for the day something is wrong. */
function PauseSending() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const pause = useMutation(trpc.settings.pauseSending.mutationOptions());
  return (
    <>
      <Button id="pause-sending" variant="danger-quiet" onClick={() => setOpen(true)}>
        Pause all sending…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Pause all sending of this workspace?"
        confirmLabel="Pause all sending"
        danger
        reason="required"
        onConfirm={async (reason) => {
          await orSay(pause.mutateAsync({ reason }));
          await queries.invalidateQueries({ queryKey: trpc.workspace.pathKey() });
          notify({ title: "Nothing leaves any more", description: "What was due is held until you resume." });
        }}
      >
        No sequence, broadcast or API send leaves until somebody resumes it. Resuming never bursts.
      </ConfirmDialog>
    </>
  );
}
