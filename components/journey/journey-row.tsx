"use client";

import { Mail } from "lucide-react";
import { useId, useState } from "react";
import { ReplyAttachments } from "@/components/replies/reply-attachments";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import { HollowStamp, Stamp, type TimelineTone } from "@/components/ui/timeline";
import type { JourneyEntry } from "./journey-data";

export interface JourneyRowProps {
  readonly row: JourneyEntry;
  readonly zone: string;
  readonly now: Date;
  /** Belongs to the passage that is drawn beside it: its number is on the canvas. */
  readonly inPath: boolean;
  readonly lit: boolean;
  readonly onLight: (row: JourneyEntry | null) => void;
  readonly onOpen: (row: JourneyEntry) => void;
  readonly onMail: (touchId: string) => void;
  /** Lets a held message go early; left out where the reader has no right to. */
  readonly onLetGo?: ((row: JourneyEntry) => void) | undefined;
  /** Says what became of a mail whose end nobody knows; left out likewise. */
  readonly onSettle?: ((row: JourneyEntry) => void) | undefined;
  /** Where what a rule holds is listed and explained. */
  readonly ruleHref: (ruleId: string) => string;
}

const reasonTones: Readonly<Record<TimelineTone, string>> = {
  neutral: "text-ink2",
  pine: "text-pine",
  amber: "text-amber",
  iris: "text-iris",
  slate: "text-slate",
  rust: "text-rust",
};

/** One line of the journey: what, why, when; what lies behind it opens in place. */
export function JourneyRow({
  row,
  zone,
  now,
  inPath,
  lit,
  onLight,
  onOpen,
  onMail,
  onLetGo,
  onSettle,
  ruleHref,
}: JourneyRowProps) {
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const tone: TimelineTone = row.tone === "ink" ? "neutral" : row.tone;
  const faint = row.muted || row.tense === "planned";
  const mayGo = onLetGo !== undefined && row.kind === "hold" && row.tense === "present" && row.touchId !== null;
  const isOpen = onSettle !== undefined && row.kind === "mail" && row.touchState === "unknown";
  const wasSent =
    row.kind === "mail" && row.touchId !== null && (row.touchState === "accepted" || row.touchState === "unknown");
  const buttons = [wasSent, mayGo, isOpen, row.ruleId !== null, row.details.length > 0].filter(Boolean).length;
  /** Room beside the time for a small button; several stand below. */
  const tight = !open && buttons === 1 && row.at !== null && (inPath || row.sequenceName === null);
  return (
    <li
      data-row={row.id}
      className={cn("-mx-2 relative rounded-lg px-2 py-1.5 transition-colors duration-80", lit && "bg-hover")}
      onMouseEnter={() => onLight(row)}
      onMouseLeave={() => onLight(null)}
    >
      <button
        type="button"
        data-journey-row
        aria-pressed={lit}
        onFocus={() => onLight(row)}
        onClick={() => onOpen(row)}
        className="flex w-full gap-3.5 rounded-md text-left focus-visible:outline-2 focus-visible:outline-pine focus-visible:outline-offset-2"
      >
        <span className="pt-0.5">
          {row.stamp !== null && inPath ? (
            <Stamp>{row.stamp}</Stamp>
          ) : (
            <HollowStamp tone={tone} dashed={row.tense === "planned"} />
          )}
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn("block font-semibold", faint && "text-ink2")}>{row.title}</span>
          {row.reason ? (
            <span className={cn("block text-sm", faint ? "text-ink2" : reasonTones[tone])}>{row.reason}</span>
          ) : null}
          <span className="block text-caption text-ink3">
            {row.at ? (
              <>
                {row.kind === "hold" && row.tense === "present" ? "until " : null}
                <DateTime at={row.at} zone={zone} now={now} />
              </>
            ) : row.kind === "then" ? null : (
              "No date yet"
            )}
            {row.sequenceName && !inPath ? (row.at ? " · " : "") + row.sequenceName : null}
          </span>
        </span>
      </button>
      {wasSent || row.details.length > 0 || mayGo || row.ruleId !== null ? (
        <span className={cn("flex gap-1", tight ? "absolute right-2 bottom-0.5" : "mt-0.5 pl-9")}>
          {wasSent && row.touchId !== null ? (
            <MailButton touchId={row.touchId} title={row.title} onMail={onMail} />
          ) : null}
          {mayGo && onLetGo ? (
            <Button size="sm" variant="quiet" className="-ml-2" onClick={() => onLetGo(row)}>
              Send now…
            </Button>
          ) : null}
          {isOpen && onSettle ? (
            <Button size="sm" variant="quiet" className="-ml-2" onClick={() => onSettle(row)}>
              What became of it?
            </Button>
          ) : null}
          {row.ruleId !== null ? (
            <ButtonLink size="sm" variant="quiet" className="-ml-2" href={ruleHref(row.ruleId)}>
              The rule
            </ButtonLink>
          ) : null}
          {row.details.length > 0 ? (
            <Button
              size="sm"
              variant="quiet"
              className={tight ? "" : "-ml-2"}
              aria-expanded={open}
              aria-controls={detailsId}
              aria-label={`${open ? "Hide" : "Show"} details of ${row.title}`}
              onClick={() => setOpen(!open)}
            >
              {open ? "Hide" : "Details"}
            </Button>
          ) : null}
        </span>
      ) : null}
      {open && row.kind === "reply" && row.inboundMailId !== null ? (
        <div className="pl-9">
          <ReplyAttachments replyId={row.inboundMailId} />
        </div>
      ) : null}
      {open ? (
        <dl id={detailsId} className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 pl-9 text-caption">
          {row.details.map(({ label, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a label may come twice, the order never changes
            <div key={`${label}-${index}`} className="contents">
              <dt className="text-ink3">{label}</dt>
              <dd className="min-w-0 break-words text-ink2">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}

function MailButton({ touchId, title, onMail }: { touchId: string; title: string; onMail: (touchId: string) => void }) {
  return (
    <Button
      size="sm"
      variant="quiet"
      className="-ml-2"
      icon={<Mail aria-hidden="true" className="size-3.5" />}
      aria-label={`See the mail: ${title}`}
      onClick={() => onMail(touchId)}
    >
      See the mail
    </Button>
  );
}
