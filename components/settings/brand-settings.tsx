"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { type BrandRules, noBrand } from "@/core/brand";

const WORKSPACE = "workspace";

/** How mails look and what they may not say: for the company, and narrower for a team. */
export function BrandSettings() {
  const trpc = useTRPC();
  const { vocabulary } = useVocabulary();
  const brands = useQuery(trpc.brands.list.queryOptions());
  const [of, setOf] = useState(WORKSPACE);
  if (brands.error && !brands.data) {
    return (
      <Failure size="inline" onRetry={() => void brands.refetch()}>
        {errorMessage(brands.error)}
      </Failure>
    );
  }
  if (!brands.data || vocabulary === null) {
    return (
      <Loading label="Loading">
        <Skeleton className="h-64" />
      </Loading>
    );
  }
  const teamId = of === WORKSPACE ? null : of;
  const own = brands.data.teams.find((one) => one.teamId === teamId)?.rules;
  return (
    <div className="flex flex-col gap-5">
      <Field label="Brand of" nativeLabel={false} className="max-w-sm">
        <Select
          options={[
            { value: WORKSPACE, label: "The whole workspace" },
            ...vocabulary.teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={of}
          onValueChange={setOf}
        />
      </Field>
      <BrandForm
        key={of}
        teamId={teamId}
        rules={teamId === null ? brands.data.workspace : (own ?? noBrand)}
        above={teamId === null ? null : brands.data.workspace}
        senders={vocabulary.senders}
      />
    </div>
  );
}

const colours = [
  { key: "accent", label: "Links" },
  { key: "text", label: "Text" },
  { key: "background", label: "Background" },
] as const;

function BrandForm({
  teamId,
  rules,
  above,
  senders,
}: {
  teamId: string | null;
  rules: BrandRules;
  above: BrandRules | null;
  senders: readonly { id: string; name: string; address: string; archived: boolean }[];
}) {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const [draft, setDraft] = useState(rules);
  const [words, setWords] = useState(rules.avoid.join("\n"));
  const { errors, end } = useSaveEnd({
    failed: "The brand was not kept",
    saved: "Kept",
    stale: [trpc.brands.pathKey(), trpc.workspace.pathKey()],
  });
  const save = useMutation(trpc.brands.save.mutationOptions(end));
  const set = (change: Partial<BrandRules>) => setDraft((before) => ({ ...before, ...change }));
  const decided = (key: keyof BrandRules) =>
    above !== null && (above[key] ?? "") !== "" && !Array.isArray(above[key])
      ? { hint: `The workspace has decided: ${String(above[key])}` }
      : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const avoid = words
      .split("\n")
      .map((word) => word.trim())
      .filter((word) => word !== "");
    save.mutate({ teamId, rules: { ...draft, avoid } });
  };
  // One that is chosen is shown whatever became of it: as long as it is, it keeps the others out.
  const allowed = senders.filter(
    ({ id, archived }) =>
      rules.senderIds.includes(id) ||
      (!archived && (above === null || above.senderIds.length === 0 || above.senderIds.includes(id))),
  );
  const wrongWord = Object.entries(errors).find(([path]) => path.startsWith("rules.avoid"));
  return (
    <Card>
      <form onSubmit={submit} className="flex flex-col gap-5">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Logo" optional error={errors["rules.logoUrl"]} {...decided("logoUrl")}>
            <Input
              type="url"
              value={draft.logoUrl}
              placeholder="https://company.com/logo.png"
              onValueChange={(logoUrl) => set({ logoUrl: logoUrl.trim() })}
            />
          </Field>
          <Field label="What it says to who sees no pictures" optional error={errors["rules.logoAlt"]}>
            <Input value={draft.logoAlt} onValueChange={(logoAlt) => set({ logoAlt })} placeholder="Company" />
          </Field>
        </div>
        <div className="grid gap-4 sm:grid-cols-3">
          {colours.map(({ key, label }) => (
            <Field key={key} label={label} optional error={errors[`rules.${key}`]} {...decided(key)}>
              <Input
                value={draft[key] ?? ""}
                placeholder="#1c5c3f"
                onValueChange={(text) => set({ [key]: text.trim() === "" ? null : text.trim() })}
              />
            </Field>
          ))}
        </div>
        <Field label="Line in the footer" optional error={errors["rules.footer"]} {...decided("footer")}>
          <Input value={draft.footer} onValueChange={(footer) => set({ footer })} placeholder="A company of people" />
        </Field>
        <Field
          label="Words to avoid"
          optional
          hint="One a line. A mail with one of them cannot be published."
          error={wrongWord?.[1]}
        >
          <Textarea rows={3} value={words} onValueChange={setWords} placeholder={"guaranteed\nlast chance"} />
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium text-ink2 text-sm">Who may send (nobody chosen: everybody)</legend>
          {allowed.map(({ id, name, address, archived }) => (
            <Checkbox
              key={id}
              label={`${name} <${address}>${archived ? ", archived" : ""}`}
              checked={draft.senderIds.includes(id)}
              onCheckedChange={(on) =>
                set({ senderIds: on ? [...draft.senderIds, id] : draft.senderIds.filter((one) => one !== id) })
              }
            />
          ))}
          {errors["rules.senderIds"] ? (
            <p role="alert" className="text-rust text-sm">
              {errors["rules.senderIds"]}
            </p>
          ) : null}
        </fieldset>
        {can("brand.write") ? (
          <Button type="submit" variant="primary" className="self-start" busy={save.isPending}>
            Save
          </Button>
        ) : null}
      </form>
    </Card>
  );
}
