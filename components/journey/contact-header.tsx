"use client";

import { MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { ContactFacts, Journey, Passage } from "./journey-data";
import type { PassageAction } from "./passage-dialogs";
import type { PersonAction } from "./person-dialogs";
import { stillAhead } from "./still-ahead";

export type HeaderAction =
  | PassageAction
  | PersonAction
  | "resume"
  | "enroll"
  | "edit"
  | "copy"
  | "archive"
  | "freed"
  | "company-freed"
  | "log"
  | "merge"
  | "erase"
  | "file";

/** Who it is, and everything one can do for them; what concerns the passage on view stands first. */
export function ContactHeader({
  contact,
  journey,
  passage,
  waits,
  onAction,
}: {
  contact: ContactFacts;
  journey: Journey;
  passage: Passage | null;
  /** The person stands in a delay or wait, which can be skipped. */
  waits: boolean;
  onAction: (action: HeaderAction) => void;
}) {
  const { can, slug } = useWorkspace();
  const inside = passage?.status === "active";
  const { person } = contact;
  const leftAlone = stillAhead(person.leaveAloneUntil, journey.now);
  const companyLeftAlone = stillAhead(contact.company?.leaveAloneUntil ?? null, journey.now);
  const barred = stillAhead(person.salesBarredUntil, journey.now) !== null;
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2.5 sm:px-6">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="font-medium font-serif text-title">{contact.name}</h1>
          {contact.suppressions.length > 0 ? (
            <Badge tone="rust" mark="triangle">
              Suppressed
            </Badge>
          ) : null}
          {leftAlone ? (
            <Badge tone="amber" mark="ring">
              Left alone until <DateTime at={leftAlone} zone={journey.contact.zone} format="day" />
            </Badge>
          ) : null}
          {companyLeftAlone ? (
            <Badge tone="amber" mark="ring">
              Company left alone until <DateTime at={companyLeftAlone} zone={journey.contact.zone} format="day" />
            </Badge>
          ) : null}
          {barred ? <Badge tone="amber">Said no to sales</Badge> : null}
          {person.erasedAt ? <Badge>Erased</Badge> : contact.archivedAt ? <Badge>Archived</Badge> : null}
        </div>
        <p className="truncate text-ink2 text-sm">
          {contact.email ?? "No address"}
          {contact.company ? (
            <>
              {" · "}
              <Link
                href={`/${slug}/companies/${contact.company.id}`}
                prefetch={false}
                className="text-ink2 underline-offset-2 hover:underline"
              >
                {contact.company.name}
              </Link>
            </>
          ) : null}
          {contact.owner ? ` · owner ${contact.owner.name}` : ""}
        </p>
      </div>
      <div className="ml-auto flex items-center gap-2">
        {inside && passage.paused && !passage.pausedBySequence && can("passage.pause") ? (
          <Button onClick={() => onAction("resume")}>Resume</Button>
        ) : null}
        {inside && can("enroll") ? (
          <>
            {waits && !passage.paused ? <Button onClick={() => onAction("skip")}>Skip this wait</Button> : null}
            <Button className="max-sm:hidden" onClick={() => onAction("remove")}>
              Remove from sequence
            </Button>
          </>
        ) : can("enroll") ? (
          <Button variant="primary" onClick={() => onAction("enroll")}>
            {journey.enrollments.length > 0 ? "Enroll again…" : "Enroll…"}
          </Button>
        ) : null}
        <Menu trigger={<IconButton label="More for this contact" icon={<MoreHorizontal />} />}>
          {inside && !passage.paused && can("passage.pause") ? (
            <MenuItem onSelect={() => onAction("pause")}>Pause here…</MenuItem>
          ) : null}
          {inside && can("enroll") ? (
            <>
              <MenuItem onSelect={() => onAction("move")}>Move to a step…</MenuItem>
              <MenuItem onSelect={() => onAction("remove")}>Remove from sequence…</MenuItem>
              <MenuItem onSelect={() => onAction("enroll")}>Enroll in another…</MenuItem>
              <MenuSeparator />
            </>
          ) : null}
          {can("contacts.write") ? <MenuItem onSelect={() => onAction("log")}>Log a call or letter…</MenuItem> : null}
          {can("leave-alone") ? (
            leftAlone ? (
              <MenuItem onSelect={() => onAction("freed")}>No longer leave alone</MenuItem>
            ) : (
              <MenuItem onSelect={() => onAction("leave-alone")}>Leave alone until…</MenuItem>
            )
          ) : null}
          {can("leave-alone") && companyLeftAlone ? (
            <MenuItem onSelect={() => onAction("company-freed")}>
              No longer leave {contact.company?.name ?? "the company"} alone
            </MenuItem>
          ) : null}
          {can("consent.write") ? (
            <MenuItem onSelect={() => onAction("frequency")}>How often they want mail…</MenuItem>
          ) : null}
          <MenuItem onSelect={() => onAction("copy")}>Copy as text for a ticket</MenuItem>
          {can("contacts.export") ? (
            <MenuItem onSelect={() => onAction("file")}>Everything we hold, as a file</MenuItem>
          ) : null}
          {can("contacts.write") && person.erasedAt === null ? (
            <>
              <MenuSeparator />
              <MenuItem onSelect={() => onAction("edit")}>Change contact…</MenuItem>
              <MenuItem onSelect={() => onAction("merge")}>Merge with another contact…</MenuItem>
              <MenuItem onSelect={() => onAction("archive")}>{contact.archivedAt ? "Restore" : "Archive"}</MenuItem>
            </>
          ) : null}
          {can("suppress") ? (
            <MenuItem danger onSelect={() => onAction("suppress")}>
              Never write again…
            </MenuItem>
          ) : null}
          {can("contacts.erase") && person.erasedAt === null ? (
            <MenuItem danger onSelect={() => onAction("erase")}>
              Erase for good…
            </MenuItem>
          ) : null}
        </Menu>
      </div>
    </header>
  );
}
