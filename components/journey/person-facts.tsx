"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { LiftDialog } from "@/components/settings/lift-dialog";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toZoneName } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { sayFields } from "@/core/attribute-draft";
import { saySuppression } from "@/core/suppression";
import { ConsentBlock } from "./consent-block";
import { InterestList } from "./interest-list";
import type { ContactFacts, Journey } from "./journey-data";
import { sayPace } from "./pace";
import { ProductFacts } from "./product-facts";
import { stillAhead } from "./still-ahead";

const zoneSources: Readonly<Record<string, string>> = {
  explicit: "as entered",
  country: "from the country",
  phone: "from the phone number",
  click: "from their clicks",
  company: "as the company",
  workspace: "as the workspace",
};

/** What is known about the person beside what happened: wishes, consent, products, addresses. */
export function PersonFacts({ contact, journey }: { contact: ContactFacts; journey: Journey }) {
  const { zone } = journey.contact;
  const { vocabulary } = useVocabulary();
  const fields = sayFields(contact.attributes, vocabulary?.attributes ?? []);
  return (
    <div className="flex flex-col gap-6 pb-4">
      <Suppressions contact={contact} zone={zone} />
      <Block title="About">
        <Facts
          rows={[
            ["Company", contact.company ? <CompanyLink key="company" company={contact.company} /> : null],
            ["Owner", contact.owner?.name ?? "Nobody"],
            ["Phone", contact.phone],
            ["Country", contact.country],
            ["Time zone", `${toZoneName(zone)}, ${zoneSources[journey.contact.zoneSource] ?? ""}`],
            ["Your own id", contact.externalId],
            ...contact.addresses
              .filter(({ email }) => email !== null && email !== contact.email)
              .map(({ email }): [string, ReactNode] => ["Also", email]),
          ]}
        />
        {contact.tags.length > 0 ? (
          <p className="mt-2 flex flex-wrap gap-1">
            {contact.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </p>
        ) : null}
      </Block>
      <Wishes contact={contact} zone={zone} now={journey.now} />
      <ConsentBlock contact={contact} zone={zone} />
      <Block title="Interest">
        <InterestList contactId={contact.id} zone={zone} />
      </Block>
      <ProductFacts contact={contact} zone={zone} />
      {fields.length > 0 ? (
        <Block title="Fields">
          <Facts
            rows={fields.map(({ label, text, problem }) => [
              label,
              problem ? <Misfit key={label} text={text} problem={problem} /> : text,
            ])}
          />
        </Block>
      ) : null}
    </div>
  );
}

function CompanyLink({ company: { id, name } }: { company: NonNullable<ContactFacts["company"]> }) {
  const { slug } = useWorkspace();
  return (
    <Link href={`/${slug}/companies/${id}`} prefetch={false} className="underline underline-offset-2">
      {name}
    </Link>
  );
}

/** What a program told that is none of the field's type: kept, and said. */
const Misfit = ({ text, problem }: { text: string; problem: string }) => (
  <>
    {text} <span className="block text-amber">Does not fit the field: {problem.toLowerCase()}</span>
  </>
);

export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Facts({ rows }: { rows: readonly [string, ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1 text-sm">
      {rows
        .filter(([, value]) => value !== null && value !== "")
        .map(([label, value]) => (
          <div key={`${label}${String(value)}`} className="contents">
            <dt className="text-ink3">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Wishes({ contact, zone, now }: { contact: ContactFacts; zone: string; now: Date }) {
  const pausedUntil = stillAhead(contact.person.frequencyPausedUntil, now);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const wishes = useQuery(trpc.preferences.get.queryOptions({ contactId: contact.id }));
  const set = useMutation(
    trpc.preferences.setTopic.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.preferences.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.journeys.pathKey() }),
        ]),
      onError: notifyFailure,
    }),
  );
  const track = useMutation(
    trpc.preferences.setTracking.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.contacts.pathKey() }),
      onError: notifyFailure,
    }),
  );
  return (
    <Block title="Wishes">
      <p className="text-sm">
        {sayPace(contact.person.frequency)}
        {pausedUntil ? (
          <>
            , nothing until <DateTime at={pausedUntil} zone={zone} format="day" />
          </>
        ) : null}
      </p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {(wishes.data?.topics ?? []).map(({ topicId, name, choice }) => (
          <li key={topicId} className="flex items-center justify-between gap-3 text-sm">
            <span className="min-w-0 truncate">{name}</span>
            <Select
              aria-label={`${name}: their choice`}
              size="sm"
              className="w-32"
              disabled={!can("consent.write")}
              options={[
                ...(choice === null ? [{ value: "none", label: "Not chosen", disabled: true }] : []),
                { value: "in", label: "Wants it" },
                { value: "out", label: "Does not" },
              ]}
              value={choice ?? "none"}
              onValueChange={(next) => {
                if (next === "in" || next === "out") set.mutate({ contactId: contact.id, topicId, choice: next });
              }}
            />
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <Switch
          label="Count their opens and clicks"
          hint="Off: their mails carry no pixel and true links."
          checked={contact.person.untrackedAt === null}
          disabled={!can("consent.write")}
          onCheckedChange={(tracked) => track.mutate({ contactId: contact.id, tracked })}
        />
      </div>
    </Block>
  );
}

function Suppressions({ contact, zone }: { contact: ContactFacts; zone: string }) {
  const { can } = useWorkspace();
  const { names } = useVocabulary();
  const [lifting, setLifting] = useState<ContactFacts["suppressions"][number] | null>(null);
  if (contact.suppressions.length === 0) return null;
  return (
    <Block title="Suppressed">
      <ul className="flex flex-col gap-2 text-sm">
        {contact.suppressions.map((one) => (
          <li key={one.id} className="flex items-start gap-3">
            <span className="min-w-0 flex-1">
              {one.scope === "all" ? "Everything" : "Marketing and sales"}, since{" "}
              <DateTime at={one.createdAt} zone={zone} format="day" />
              <span className="block text-ink2">
                {saySuppression(one.reason)}
                {one.source === "member"
                  ? `, by ${names("member", one.evidenceRef ?? "") ?? "a member"}`
                  : `, from ${one.source}`}
              </span>
            </span>
            {can("unsuppress") ? (
              <Button size="sm" onClick={() => setLifting(one)}>
                Lift…
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {lifting ? <LiftDialog suppression={lifting} whom={contact.name} onClose={() => setLifting(null)} /> : null}
    </Block>
  );
}
