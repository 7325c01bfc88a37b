"use client";

import type { ReactNode } from "react";
import { type Named, toOptions } from "@/components/canvas/controls/offered";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { WeeklyHours } from "@/components/hours/weekly-hours";
import { problemsBelow } from "@/components/trpc/field-errors";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { worksForTeam } from "@/core/rights";
import type { TypedSettings } from "./typed-settings";

/** The fields of a sequence's settings, each with its own problem. */
export function SettingsFields({
  typed,
  onChange,
  teamId,
  onTeam,
  errors,
  vocabulary,
}: {
  typed: TypedSettings;
  onChange: (change: Partial<TypedSettings>) => void;
  teamId: string | null;
  onTeam: (teamId: string | null) => void;
  errors: Readonly<Record<string, string>>;
  vocabulary: WorkspaceVocabulary;
}) {
  const { me } = useWorkspace();
  const teams = vocabulary.teams.filter(
    ({ id }) => id === teamId || (me !== null && worksForTeam(me.role, me.teamIds, id)),
  );
  return (
    <>
      <Group title="Whose it is">
        <Pick
          label="Team"
          hint="Its members may change it; its brand and pause apply."
          none="No team"
          list={teams}
          value={teamId}
          onChange={onTeam}
          error={errors.teamId}
        />
        <Pick
          label="Owner"
          hint="Gets tasks and notes for people who have no owner of their own."
          none="The workspace's owner"
          list={vocabulary.members}
          value={typed.ownerMemberId}
          onChange={(ownerMemberId) => onChange({ ownerMemberId })}
          error={errors.ownerMemberId}
        />
      </Group>
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1.5 font-semibold">Sending hours</legend>
        <WeeklyHours
          value={typed.hours}
          problems={problemsBelow(errors, "hours")}
          onChange={(next) => onChange({ hours: next })}
          setLabel="Set hours for this sequence"
          inheritLabel="Use the workspace's and the topic's hours"
        />
        <p className="text-caption text-ink3">In the person's zone. A step's own hours go before these.</p>
      </fieldset>
      <Group title="New email steps open with">
        <Pick
          label="Sender"
          none="The first there is"
          list={vocabulary.senders}
          value={typed.defaultSenderId}
          onChange={(defaultSenderId) => onChange({ defaultSenderId })}
          error={errors.defaultSenderId}
        />
        <Pick
          label="Topic"
          none="The first there is"
          list={vocabulary.topics}
          value={typed.defaultTopicId}
          onChange={(defaultTopicId) => onChange({ defaultTopicId })}
          error={errors.defaultTopicId}
        />
        <Count
          label="Priority"
          hint="When several mails want the same day, the higher goes first."
          value={typed.priority}
          max={100}
          onChange={(priority) => onChange({ priority })}
          error={errors.priority}
        />
      </Group>
      <Group title="Loops">
        <Count
          label="Most rounds"
          hint="Whoever has gone round so often leaves the loop."
          value={typed.maxRounds}
          max={1_000}
          onChange={(maxRounds) => onChange({ maxRounds })}
          error={errors.maxRounds}
        />
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

function Pick({
  label,
  hint,
  none,
  list,
  value,
  onChange,
  error,
}: {
  label: string;
  hint?: string;
  /** What stands where nothing is chosen. */
  none: string;
  list: readonly Named[];
  value: string | null;
  onChange: (id: string | null) => void;
  error: string | undefined;
}) {
  return (
    <Field label={label} hint={hint} error={error} nativeLabel={false}>
      <Combobox
        aria-label={label}
        options={toOptions(list, value)}
        value={value}
        onValueChange={onChange}
        placeholder={none}
        clearable
      />
    </Field>
  );
}

function Count({
  label,
  hint,
  value,
  max,
  onChange,
  error,
}: {
  label: string;
  hint: string;
  value: number | null;
  max: number;
  onChange: (value: number | null) => void;
  error: string | undefined;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        type="number"
        inputMode="numeric"
        min={0}
        max={max}
        value={value ?? ""}
        onValueChange={(text) => onChange(text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text))}
      />
    </Field>
  );
}
