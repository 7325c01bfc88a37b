"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { type DomainUse, judgeWritten, sayDomain } from "@/core/domain-list";
import { DomainRecordsView } from "./domain-records-view";
import { NamedList } from "./named-list";

const uses: readonly { value: DomainUse; label: string; tone: BadgeTone }[] = [
  { value: "mail", label: "Ours, for mail", tone: "pine" },
  { value: "web", label: "Ours, not for mail", tone: "slate" },
  { value: "linked", label: "Not ours, linked to", tone: "neutral" },
  { value: "phish", label: "A phish", tone: "rust" },
];

/** What the company says of domains and numbers: drafts are checked against it, and support answers by it. */
export function DomainSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const list = useQuery(trpc.domains.list.queryOptions());
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.domains.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.workspace.pathKey() }),
    ]);
  const changing = { onSuccess: refresh };
  const remove = useMutation(trpc.domains.remove.mutationOptions({ ...changing, onError: notifyFailure }));
  const check = useMutation(trpc.domains.check.mutationOptions({ ...changing, onError: notifyFailure }));
  const savePhone = useMutation(trpc.domains.savePhone.mutationOptions(changing));
  const removePhone = useMutation(trpc.domains.removePhone.mutationOptions(changing));
  if (list.error && !list.data) {
    return (
      <Failure size="inline" onRetry={() => void list.refetch()}>
        {errorMessage(list.error)}
      </Failure>
    );
  }
  if (!list.data) {
    return (
      <Loading label="Loading">
        <Skeleton className="h-64" />
      </Loading>
    );
  }
  const { domains, phones } = list.data;
  const writes = can("domains.write");
  return (
    <div className="flex flex-col gap-5">
      <Card flush title="Domains" description="A sender or a link on any other domain cannot be published.">
        <ul className="mt-3 divide-y divide-line border-line border-t">
          {domains.map(({ id, domain, use, note, records }) => (
            <li key={id} className="flex flex-col gap-2 px-5 py-3">
              <div className="flex flex-wrap items-center gap-3">
                <div className="min-w-0 flex-1 basis-52">
                  <p className="truncate font-medium">{domain}</p>
                  {note ? <p className="text-ink2 text-sm">{note}</p> : null}
                </div>
                <Badge tone={uses.find(({ value }) => value === use)?.tone ?? "neutral"}>
                  {uses.find(({ value }) => value === use)?.label}
                </Badge>
                {writes && use === "mail" ? (
                  <Button
                    size="sm"
                    aria-label={`Check records of ${domain}`}
                    busy={check.isPending && check.variables?.id === id}
                    onClick={() => check.mutate({ id })}
                  >
                    Check records
                  </Button>
                ) : null}
                {writes ? (
                  <Button
                    size="sm"
                    variant="quiet"
                    aria-label={`Remove ${domain}`}
                    onClick={() => remove.mutate({ id })}
                  >
                    Remove
                  </Button>
                ) : null}
              </div>
              {records ? <DomainRecordsView records={records} /> : null}
            </li>
          ))}
        </ul>
      </Card>
      {writes ? <NewDomain domains={domains} refresh={refresh} /> : null}
      <h2 className="font-semibold text-base">Telephone numbers of ours</h2>
      <NamedList
        noun="number"
        things={phones.map(({ id, number, label }) => ({ id, title: number, detail: label || "No label" }))}
        fields={[
          { key: "number", label: "Number", placeholder: "+44 20 7946 0000", type: "tel" },
          { key: "label", label: "Who answers", placeholder: "Card support" },
        ]}
        empty={{
          title: "No numbers yet",
          why: "A number in a mail that is not here is pointed out before publishing.",
        }}
        onAdd={
          writes ? (values) => savePhone.mutateAsync({ number: values.number ?? "", label: values.label ?? "" }) : null
        }
        removeLabel="Remove"
        onRemove={writes ? (id) => removePhone.mutateAsync({ id }) : null}
      />
    </div>
  );
}

function NewDomain({
  domains,
  refresh,
}: {
  domains: readonly { domain: string; use: DomainUse }[];
  refresh: () => Promise<unknown>;
}) {
  const trpc = useTRPC();
  const [domain, setDomain] = useState("");
  const [use, setUse] = useState<DomainUse>("mail");
  const save = useMutation(
    trpc.domains.save.mutationOptions({
      onSuccess: () => {
        setDomain("");
        return refresh();
      },
    }),
  );
  const verdict = judgeWritten(domain, domains);
  const errors = save.error ? fieldErrors(save.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ domain, use });
  };
  return (
    <Card title="List a domain">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field
          label="Domain"
          className="min-w-56 flex-1"
          error={
            errors.domain ?? (save.error && Object.keys(errors).length === 0 ? errorMessage(save.error) : undefined)
          }
        >
          <Input value={domain} onValueChange={setDomain} placeholder="card.company.com" />
        </Field>
        <Field label="It is" nativeLabel={false} className="w-56">
          <Select options={uses.map(({ value, label }) => ({ value, label }))} value={use} onValueChange={setUse} />
        </Field>
        <Button type="submit" busy={save.isPending}>
          List it
        </Button>
      </form>
      {verdict && verdict.kind !== "unknown" ? (
        <Callout className="mt-3" tone={verdict.kind === "look-alike" || verdict.kind === "phish" ? "rust" : "slate"}>
          {sayDomain(verdict)}.
        </Callout>
      ) : null}
    </Card>
  );
}
