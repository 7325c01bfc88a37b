"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Outputs } from "@/components/settings/settings-data";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { useSettled } from "@/components/ui/use-settled";
import type { ContactFacts } from "./journey-data";

type Preview = Outputs["contacts"]["previewMerge"];

const reasons: Readonly<Record<Outputs["contacts"]["duplicates"][number]["because"], string>> = {
  telephone: "the same telephone number",
  address: "the same mailbox",
  name_and_company: "the same name at the same company",
  name: "the same name",
};

/** Makes two contacts one person. Says first what either has, and what changes for both. */
export function MergeDialog({ contact, onClose }: { contact: ContactFacts; onClose: () => void }) {
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const [otherId, setOtherId] = useState<string | null>(null);
  const likely = useQuery(trpc.contacts.duplicates.queryOptions({ contactId: contact.id }));
  const asked = useSettled(search.trim());
  const found = useQuery({
    ...trpc.contacts.list.queryOptions({ limit: 20, ...(asked ? { search: asked } : {}) }),
    placeholderData: keepPreviousData,
  });
  const own = new Set(contact.addresses.map(({ id }) => id));
  const suggested = (likely.data ?? []).map(({ contactId, name, email, because }) => ({
    value: contactId,
    label: name,
    hint: [email, reasons[because]].filter(Boolean).join(" · "),
  }));
  const listed = (found.data?.items ?? []).map(({ id, name, email }) => ({
    value: id,
    label: name,
    ...(email ? { hint: email } : {}),
  }));
  const options = (asked === "" && suggested.length > 0 ? suggested : listed).filter(({ value }) => !own.has(value));
  const merge = useMutation(trpc.contacts.merge.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Merge ${contact.name} with somebody`}
      confirmLabel="Make them one person"
      danger
      reason="required"
      reasonLabel="How do you know?"
      onConfirm={async (reason) => {
        if (otherId === null) throw new Error("Choose who is the same person.");
        await orSay(merge.mutateAsync({ keepId: contact.id, otherId, reason }));
        notify({ title: "They are one person now", description: "Everything sent to either counts for both." });
      }}
    >
      <div className="flex flex-col gap-4">
        <p>
          For the same person under two addresses. Both addresses stay; limits, wishes, consent and the journey are
          shared from then on. This cannot be undone.
        </p>
        <Field
          label="Who is the same person?"
          nativeLabel={false}
          hint={
            suggested.length > 0
              ? `${suggested.length === 1 ? "One contact looks" : `${suggested.length} contacts look`} like them`
              : "Nobody looks like them; search by name or address"
          }
        >
          <Combobox
            aria-label="Who is the same person?"
            placeholder="Name or address"
            options={options}
            value={otherId}
            onValueChange={setOtherId}
            onSearch={setSearch}
            valueLabel={[...suggested, ...listed].find(({ value }) => value === otherId)?.label ?? "Chosen"}
          />
        </Field>
        {otherId ? <WhatChanges keepId={contact.id} otherId={otherId} /> : null}
        {otherId && suggested.some(({ value }) => value === otherId) ? (
          <NotOne contactId={contact.id} otherId={otherId} onSaid={() => setOtherId(null)} />
        ) : null}
        <Apart contactId={contact.id} />
      </div>
    </ConfirmDialog>
  );
}

/** Says that the two are not one person: they are not suggested again. */
function NotOne({ contactId, otherId, onSaid }: { contactId: string; otherId: string; onSaid: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const apart = useMutation(
    trpc.contacts.keepApart.mutationOptions({
      onSuccess: async () => {
        notify({ title: "They are not suggested again" });
        onSaid();
        await queries.invalidateQueries({ queryKey: trpc.contacts.duplicates.queryKey({ contactId }) });
      },
      onError: notifyFailure,
    }),
  );
  return (
    <div>
      <Button size="sm" busy={apart.isPending} onClick={() => apart.mutate({ contactId, otherId })}>
        They are not one person
      </Button>
    </div>
  );
}

/** Whom a member said they are not, each with a way to take it back. */
function Apart({ contactId }: { contactId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const apart = useQuery(trpc.contacts.apart.queryOptions({ contactId }));
  const end = useMutation(
    trpc.contacts.endApart.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.contacts.pathKey() }),
      onError: notifyFailure,
    }),
  );
  if (!apart.data || apart.data.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium text-ink2 text-sm">Said not to be them</h3>
      <ul>
        {apart.data.map((other) => (
          <li key={other.contactId} className="flex items-center gap-3">
            <span className="min-w-0 flex-1 truncate">{other.name}</span>
            <Button
              size="sm"
              variant="quiet"
              busy={end.isPending && end.variables.otherId === other.contactId}
              aria-label={`Take back that ${other.name} is somebody else`}
              onClick={() => end.mutate({ contactId, otherId: other.contactId })}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function WhatChanges({ keepId, otherId }: { keepId: string; otherId: string }) {
  const trpc = useTRPC();
  const preview = useQuery(trpc.contacts.previewMerge.queryOptions({ keepId, otherId }));
  if (preview.error) return <Callout tone="rust">{errorMessage(preview.error)}</Callout>;
  if (!preview.data)
    return (
      <Loading label="Looking at both">
        <Skeleton className="h-40 w-full" />
      </Loading>
    );
  const { keep, other } = preview.data;
  const rows: readonly (readonly [string, (side: Preview["keep"]) => string])[] = [
    ["Addresses", (side) => side.addresses.join(", ") || "None"],
    ["Sent", (side) => String(side.sent)],
    ["Waiting", (side) => String(side.waiting)],
    ["In sequences", (side) => String(side.inside)],
    ["Replies", (side) => String(side.replies)],
  ];
  return (
    <div className="flex flex-col gap-3">
      <table className="w-full table-fixed text-left text-sm">
        <thead>
          <tr className="border-line border-b">
            <th scope="col" className="w-28 py-1.5 font-normal text-ink3">
              <span className="sr-only">What</span>
            </th>
            {[keep, other].map(({ name }, index) => (
              <th key={index === 0 ? "keep" : "other"} scope="col" className="truncate py-1.5 pr-2 font-semibold">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, say]) => (
            <tr key={label} className="border-line border-b last:border-b-0">
              <th scope="row" className="py-1.5 font-normal text-ink3">
                {label}
              </th>
              <td className="break-words py-1.5 pr-2 align-top tabular">{say(keep)}</td>
              <td className="break-words py-1.5 align-top tabular">{say(other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Changes preview={preview.data} />
    </div>
  );
}

function Changes({ preview: { keep, other, twins, leaves, lastWeek } }: { preview: Preview }) {
  const lines = [
    ...(lastWeek > 0
      ? [
          `Together they got ${lastWeek} ${lastWeek === 1 ? "message" : "messages"} in the last 7 days: limits count these.`,
        ]
      : []),
    ...(twins.length > 0 ? [`Both are in ${twins.join(", ")}: ${other.name} leaves it, ${keep.name} goes on.`] : []),
    ...(leaves.length > 0 ? [`One of them left ${leaves.join(", ")}: both will have left it.`] : []),
    ...(keep.suppressed !== other.suppressed
      ? [`${keep.suppressed ? keep.name : other.name} is suppressed: neither address is written to.`]
      : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Callout tone="amber" title="What changes">
      <ul className="list-disc pl-4">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Callout>
  );
}
