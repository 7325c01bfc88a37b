"use client";

import Link from "next/link";
import { useState } from "react";
import { BriefingView } from "@/components/briefing/briefing-view";
import { MailDialog } from "@/components/journey/mail-dialog";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import type { SupportAnswer } from "@/core/support-answer";
import { SupportActions } from "./support-actions";
import type { Found } from "./support-screen";

const tones: Record<SupportAnswer["tone"], string> = {
  yes: "border-pine bg-pine-tint text-pine",
  no: "border-rust bg-rust-tint text-rust",
  careful: "border-amber bg-amber-tint text-amber",
  ask: "border-line bg-surface2 text-ink",
};

/** The answer first; then who, what to say, what it looked like, what comes, and what one can do. */
export function AnswerView({
  found,
  workspace,
  onAsk,
  onChanged,
}: {
  found: Found;
  workspace: string;
  onAsk: (text: string) => void;
  onChanged: () => void;
}) {
  const { zone } = useWorkspace();
  const [shown, setShown] = useState<string | null>(null);
  const { answer, person, people, sent, planned, messages, briefings } = found;
  return (
    <div className="flex flex-col gap-5">
      <div className={cn("rounded-xl border-l-4 px-5 py-4", tones[answer.tone])} data-tone={answer.tone}>
        <p className="font-semibold text-lg" role="status">
          {answer.line}
        </p>
        {answer.more.map((line) => (
          <p key={line} className="text-ink2 text-sm">
            {line}
          </p>
        ))}
      </div>
      <SupportActions found={found} onChanged={onChanged} />
      {person === null && people.length > 1 ? (
        <Card flush title={found.morePeople ? `The first ${people.length} people` : `${people.length} people`}>
          <ul className="mt-3 divide-y divide-line border-line border-t">
            {people.map((one) => (
              <li key={one.contactId} className="flex items-center gap-3 px-5 py-2.5">
                <span className="min-w-0 flex-1 truncate">
                  <span className="font-medium">{one.name}</span>{" "}
                  <span className="text-ink2 text-sm">{[one.email, one.company].filter(Boolean).join(" · ")}</span>
                </span>
                {one.email === null ? null : (
                  <Button size="sm" onClick={() => onAsk(one.email ?? "")} aria-label={`Look up ${one.name}`}>
                    Look up
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {sent.length > 0 || messages.length > 0 ? (
        <Card title="What to answer">
          {briefings.length === 0 ? <BriefingView briefing={null} /> : null}
          <div className="flex flex-col gap-6">
            {briefings.map(({ subject, briefing }) => (
              <section key={`${subject} ${briefing.about}`}>
                {subject === null ? null : <h3 className="mb-1 text-ink2 text-sm">About “{subject}”</h3>}
                <BriefingView briefing={briefing} />
              </section>
            ))}
          </div>
        </Card>
      ) : null}
      {person ? (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Card
            flush
            title={`What ${person.name} got`}
            action={
              <Link prefetch={false} href={`/${workspace}/contacts/${person.contactId}`}>
                Whole journey
              </Link>
            }
          >
            <ul className="mt-3 divide-y divide-line border-line border-t">
              {sent.length === 0 ? <li className="px-5 py-3 text-ink2">Nothing.</li> : null}
              {sent.map((one) => (
                <li key={one.touchId} className="flex items-center gap-3 px-5 py-2.5">
                  <div className="min-w-0 flex-1">
                    <p className="truncate font-medium">{one.subject ?? "A message"}</p>
                    <p className="truncate text-ink2 text-sm">
                      {one.at ? <DateTime at={one.at} zone={zone} /> : null}
                      {one.partOf ? ` · ${one.step === null ? "" : `step ${one.step} of `}${one.partOf}` : ""}
                    </p>
                  </div>
                  {one.source === "hand" || one.source === "logged" ? (
                    <Badge>{one.source === "hand" ? "by hand" : one.channel}</Badge>
                  ) : (
                    <Button size="sm" onClick={() => setShown(one.touchId)} aria-label={`Show ${one.subject ?? "it"}`}>
                      Show
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Card>
          <Card flush title="What is planned">
            <ul className="mt-3 divide-y divide-line border-line border-t">
              {planned.length === 0 ? <li className="px-5 py-3 text-ink2">Nothing.</li> : null}
              {planned.map((one) => (
                <li key={one.touchId} className="px-5 py-2.5">
                  <p className="truncate font-medium">{one.title}</p>
                  <p className="text-ink2 text-sm">
                    {one.open ? "Held, with no date" : <DateTime at={one.at} zone={zone} />}
                    {one.partOf ? ` · ${one.partOf}` : ""} · {one.state}
                  </p>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      ) : null}
      {messages.length > 0 && person === null ? (
        <Card flush title="Messages it may be">
          <ul className="mt-3 divide-y divide-line border-line border-t">
            {messages.map((one) => (
              <li key={one.ref} className="px-5 py-2.5">
                <p className="truncate font-medium">{one.subject}</p>
                <p className="text-ink2 text-sm">
                  {one.step === null ? one.partOf : `Step ${one.step} of ${one.partOf}`} ·{" "}
                  {one.since === null ? "none sent yet" : `sent since ${one.since}`}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <MailDialog touchId={shown} zone={zone} onClose={() => setShown(null)} />
    </div>
  );
}
