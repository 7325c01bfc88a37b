"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { formatInstant, toZoneName } from "@/components/ui/date-format";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { type Graph, type NodeId, nodesOf } from "@/core/graph";
import { addMs, DAY_MS } from "@/core/instant";
import type { Names } from "@/core/names";
import { ChoiceChips } from "./choice-chips";
import { type Described, DescribePerson, describedAs, toDescribed, undescribed } from "./describe-person";
import { ForecastPane } from "./forecast-pane";
import { GoalChips } from "./goal-chips";
import { inkTrial, runTrial, type TrialScene } from "./run-trial";
import { trialRows } from "./trial-rows";
import { TrialTimeline } from "./trial-timeline";
import { TryChecks } from "./try-checks";
import type { Trying } from "./use-trying";

export interface TryPanelProps {
  readonly sequenceId: string;
  readonly graph: Graph;
  readonly names: Names;
  readonly trying: Trying;
  readonly onShow: (nodeId: NodeId) => void;
}

/** A passage on a virtual clock beside the canvas: whom, what they do, and what would happen. Loaded when first opened. */
export function TryPanel(props: TryPanelProps) {
  const [what, setWhat] = useState<"person" | "segment">("person");
  return (
    <aside
      aria-label="Try it"
      onKeyDown={(event) => {
        const { target, currentTarget } = event;
        // A list that is open, in here or above the page, takes it first.
        const ours = target instanceof HTMLElement && currentTarget.contains(target) && target.ariaExpanded !== "true";
        if (event.key !== "Escape" || event.defaultPrevented || !ours) return;
        event.preventDefault();
        props.trying.toggle();
      }}
      className="flex min-h-0 w-[24rem] shrink-0 flex-col overflow-y-auto border-line border-l bg-surface max-md:absolute max-md:inset-0 max-md:z-20 max-md:w-full"
    >
      <header className="flex items-start gap-2 border-line border-b px-5 py-4">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">Try it as a contact</h2>
          <p className="text-ink2 text-sm">Nothing is sent. Uses this draft and the real rules.</p>
        </div>
        <IconButton label="Close" icon={<X />} size="sm" onClick={props.trying.toggle} />
      </header>
      <div className="flex flex-col gap-5 px-5 py-4">
        <Segmented
          label="Whom to try it with"
          size="sm"
          value={what}
          onValueChange={setWhat}
          options={[
            { value: "person", label: "One person" },
            { value: "segment", label: "A segment" },
          ]}
        />
        {what === "person" ? <TryPerson {...props} /> : <ForecastPane {...props} />}
      </div>
    </aside>
  );
}

const MOST_DAYS = 28;

function TryPerson({ sequenceId, graph, names, trying, onShow }: TryPanelProps) {
  const trpc = useTRPC();
  const [contactId, setContactId] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [said, setSaid] = useState<Described>(undescribed);
  const [days, setDays] = useState(0);
  const [shown, setShown] = useState<number | null>(null);
  const asked = useSettled(search.trim());
  const found = useQuery({
    ...trpc.contacts.list.queryOptions({ limit: 20, ...(asked ? { search: asked } : {}) }),
    placeholderData: (before) => before,
  });
  const scene = useQuery({
    ...trpc.trials.person.queryOptions({ id: sequenceId, ...(contactId ? { contactId } : {}) }),
    placeholderData: (before) => before,
    staleTime: 30_000,
  });
  const data = scene.data;
  const person = useMemo(
    () => (data ? (contactId === null ? describedAs(data.person, said) : data.person) : null),
    [data, contactId, said],
  );
  const startAt = data ? addMs(data.now, days * DAY_MS) : null;
  const trial = useMemo(
    () =>
      data && person && startAt !== null ? runTrial(graph, data, { startAt, person, choices: trying.choices }) : null,
    [graph, data, person, startAt, trying.choices],
  );
  const { setPath } = trying;
  useEffect(() => {
    setPath(trial ? inkTrial(trial, shown) : null);
  }, [trial, shown, setPath]);
  // The arrows work at once: the keyboard goes to what they press.
  const stepper = useRef<HTMLButtonElement>(null);
  const isReady = trial !== null;
  useEffect(() => {
    if (isReady) stepper.current?.focus({ preventScroll: true });
  }, [isReady]);
  const zone = person?.zone ?? "UTC";
  const rows = useMemo(() => (trial ? trialRows(trial, graph, names, zone) : []), [trial, graph, names, zone]);
  const options = [
    { value: "", label: "Somebody I describe" },
    ...(found.data?.items ?? []).map(({ id, name, email }) => ({
      value: id,
      label: name,
      ...(email ? { hint: email } : {}),
    })),
  ];
  const called = data ? firstName(data, contactId, said) : "";
  const visits = trial?.visits.length ?? 0;
  const at = shown ?? visits;
  const next = () => setShown(at >= visits ? 1 : at + 1);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.key !== "ArrowRight") return;
    event.preventDefault();
    if (event.shiftKey) setShown(null);
    else next();
  }
  if (scene.error && !data)
    return (
      <Failure size="inline" onRetry={() => void scene.refetch()}>
        {errorMessage(scene.error)}
      </Failure>
    );
  if (!data || !person || !trial || startAt === null) return <Skeleton className="h-96 w-full" />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside, wherever in it one stands
    <div className="flex flex-col gap-5" onKeyDown={onKeyDown}>
      <Field label="Contact" nativeLabel={false}>
        <Combobox
          aria-label="Contact"
          options={options}
          value={contactId ?? ""}
          valueLabel={data.name ?? "Somebody I describe"}
          onSearch={setSearch}
          onValueChange={(value) => {
            setContactId(value === "" ? null : value);
            setShown(null);
          }}
        />
      </Field>
      {contactId === null ? <DescribePerson said={said} zone={person.zone} onChange={setSaid} /> : null}
      <label className="flex flex-col gap-1 text-sm">
        <span className="flex justify-between font-medium text-ink2">
          <span>Enters</span>
          <span className="tabular">
            {formatInstant(new Date(startAt), zone, "short")}, {toZoneName(zone)}
          </span>
        </span>
        <input
          type="range"
          min={0}
          max={MOST_DAYS}
          value={days}
          aria-label="Day of entering, in days from now"
          onChange={(event) => setDays(Number(event.target.value))}
          className="accent-pine"
        />
      </label>
      <ChoiceChips graph={graph} trial={trial} shown={shown} trying={trying} name={called} />
      <GoalChips graph={graph} names={names} trying={trying} name={called} />
      <TrialTimeline
        rows={rows.filter(({ ordinal }) => shown === null || ordinal <= shown)}
        zone={zone}
        onShow={onShow}
      />
      <div className="flex flex-wrap gap-2">
        <Button ref={stepper} variant="primary" aria-keyshortcuts="ArrowRight" onClick={next}>
          {at >= visits ? "From the start" : "Next step"}
        </Button>
        <Button aria-keyshortcuts="Shift+ArrowRight" disabled={shown === null} onClick={() => setShown(null)}>
          Run to the end
        </Button>
      </div>
      <TryChecks
        sequenceId={sequenceId}
        graph={graph}
        scene={data}
        tried={{
          who: data.name ?? (said.firstName || "Somebody"),
          contact: person.contact,
          facts: person.facts,
          ledger: person.ledger,
          startAt,
          data: {},
          choices: Object.fromEntries(
            Object.entries(trying.choices).filter(([id]) => nodesOf(graph).some((node) => node.id === id)),
          ),
        }}
        trial={trial}
        contactId={contactId}
        onOpen={({ contactId: whom, tried }) => {
          setContactId(whom);
          if (whom === null) setSaid(toDescribed(tried));
          trying.setChoices(tried.choices);
          setShown(null);
        }}
      />
    </div>
  );
}

const firstName = (data: TrialScene, contactId: string | null, said: Described): string =>
  (contactId === null ? said.firstName : (data.name ?? "").split(" ")[0]) || "the person";
