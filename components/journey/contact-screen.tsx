"use client";

import { useQuery } from "@tanstack/react-query";
import { Route } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { DetailPageSkeleton } from "@/components/ui/page-skeleton";
import { Tabs } from "@/components/ui/tabs";
import { useContactActions } from "./contact-dialogs";
import { ContactHeader } from "./contact-header";
import type { ContactFacts, Journey, JourneyEntry } from "./journey-data";
import { JourneyTimeline } from "./journey-timeline";
import { LetGoDialog } from "./let-go-dialog";
import { MailDialog } from "./mail-dialog";
import { PassageSwitch } from "./passage-switch";
import { PathCanvas } from "./path-canvas";
import { PersonFacts } from "./person-facts";
import { SettleDialog } from "./settle-dialog";

/** A contact: what happened, what will, and why, beside the way they took. What was read stays while it cannot be read again. */
export function ContactScreen({ contactId }: { contactId: string }) {
  const trpc = useTRPC();
  const contact = useQuery(trpc.contacts.get.queryOptions({ id: contactId }));
  const journey = useQuery(trpc.journeys.get.queryOptions({ contactId }));
  const error = contact.error ?? journey.error;
  if (contact.data && journey.data) return <OpenContact contact={contact.data} journey={journey.data} />;
  if (error)
    return (
      <Failure level={1} onRetry={() => void Promise.all([contact.refetch(), journey.refetch()])}>
        {errorMessage(error)}
      </Failure>
    );
  return <DetailPageSkeleton />;
}

function OpenContact({ contact, journey }: { contact: ContactFacts; journey: Journey }) {
  const [chosen, setChosen] = useQueryState("path", parseAsString.withOptions({ history: "replace", shallow: true }));
  const [light, setLight] = useState<{ row: string | null; node: string | null }>({ row: null, node: null });
  const [shown, setShown] = useState<string | null>(null);
  const [mail, setMail] = useState<string | null>(null);
  const [letting, setLetting] = useState<JourneyEntry | null>(null);
  const [settling, setSettling] = useState<JourneyEntry | null>(null);
  const { can, slug: workspace } = useWorkspace();
  const { enrollments } = journey;
  const passage =
    enrollments.find(({ id }) => id === chosen) ??
    enrollments.find(({ status }) => status === "active") ??
    enrollments.at(-1) ??
    null;
  const { act, dialogs } = useContactActions(contact, journey, passage);
  const waits = journey.rows.some(
    (row) => row.tense === "present" && row.kind === "step" && row.enrollmentId === passage?.id,
  );

  const lightRow = (row: JourneyEntry | null) =>
    setLight(
      row ? { row: row.id, node: row.enrollmentId === passage?.id ? row.nodeId : null } : { row: null, node: null },
    );
  function openRow(row: JourneyEntry): void {
    if (row.enrollmentId !== null && row.enrollmentId !== passage?.id) void setChosen(row.enrollmentId);
    if (row.enrollmentId !== null) setShown(row.nodeId);
  }
  function openStep(nodeId: string): void {
    setLight({ row: null, node: nodeId });
    const row = journey.rows.find((one) => one.enrollmentId === passage?.id && one.nodeId === nodeId);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (row)
      document
        .querySelector(`[data-row="${CSS.escape(row.id)}"]`)
        ?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  }

  return (
    <div className="flex flex-col lg:shell-height">
      <ContactHeader contact={contact} journey={journey} passage={passage} waits={waits} onAction={act} />
      <div className="flex min-h-0 flex-1 flex-col-reverse lg:flex-row">
        <div className="flex h-[70dvh] min-w-0 flex-1 flex-col lg:h-auto">
          {passage ? (
            <>
              <PassageSwitch passages={enrollments} value={passage} onChange={(id) => void setChosen(id)} />
              <PathCanvas enrollmentId={passage.id} lit={light.node} shown={shown} onSelect={openStep} />
            </>
          ) : (
            <EmptyState icon={<Route />} title="Not in a sequence yet">
              When they enter one, the way they take is drawn here: what was sent in ink, what may follow dotted.
            </EmptyState>
          )}
        </div>
        <aside
          aria-label="Journey and facts"
          className="min-h-0 border-line bg-surface lg:w-[26rem] lg:shrink-0 lg:overflow-y-auto lg:border-l"
        >
          <div className="flex flex-col gap-4 px-5 py-4">
            <Answer journey={journey} />
            <Tabs
              label="About this contact"
              tabs={[
                {
                  value: "journey",
                  label: "Journey",
                  panel: (
                    <div>
                      <JourneyTimeline
                        journey={journey}
                        enrollmentId={passage?.id ?? null}
                        litNode={light.row === null ? light.node : null}
                        litRow={light.row}
                        onLight={lightRow}
                        onOpen={openRow}
                        onMail={setMail}
                        onLetGo={can("hold.override") ? setLetting : undefined}
                        onSettle={can("hold.override") ? setSettling : undefined}
                        ruleHref={(ruleId) => `/${workspace}/attention?rule=${ruleId}#held`}
                      />
                    </div>
                  ),
                },
                { value: "facts", label: "Facts", panel: <PersonFacts contact={contact} journey={journey} /> },
              ]}
            />
          </div>
        </aside>
      </div>
      {dialogs}
      <SettleDialog row={settling} onClose={() => setSettling(null)} />
      <LetGoDialog row={letting} onClose={() => setLetting(null)} />
      <MailDialog touchId={mail} zone={journey.contact.zone} onClose={() => setMail(null)} />
    </div>
  );
}

/** The first line: what comes next, and why not sooner. */
function Answer({ journey }: { journey: Journey }) {
  const held = journey.rows.some(({ tense, kind }) => tense === "present" && kind === "hold");
  const never = journey.answer.startsWith("Never");
  const end = journey.answer.search(/[.!?]”? [A-ZÄÖÜ“]/);
  const cut = end === -1 ? journey.answer.length : end + (journey.answer[end + 1] === "”" ? 2 : 1);
  return (
    <div aria-live="polite">
      <Callout tone={never ? "rust" : held ? "amber" : "neutral"} title={journey.answer.slice(0, cut)}>
        {journey.answer.slice(cut)}
      </Callout>
    </div>
  );
}
