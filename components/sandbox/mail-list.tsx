"use client";

import { DoneBadges } from "@/components/sandbox/done-badges";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatInstant } from "@/components/ui/date-format";
import { SearchInput } from "@/components/ui/search-input";

export interface ListedMail {
  id: string;
  name: string;
  subject: string;
  receivedAt: Date;
  seen: boolean;
  done: string[];
}

export interface MailListProps {
  mails: readonly ListedMail[];
  selectedId: string | null;
  zone: string;
  search: string;
  onSearch: (search: string) => void;
  onSelect: (id: string) => void;
  more: { has: boolean; busy: boolean; load: () => void };
}

/** The inboxes of all recipients in one: who got what, newest first. */
export function MailList({ mails, selectedId, zone, search, onSearch, onSelect, more }: MailListProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="border-line border-b p-3">
        <SearchInput
          aria-label="Search mails"
          placeholder="Search by person or subject"
          value={search}
          onSearch={onSearch}
        />
      </div>
      {mails.length === 0 ? (
        <p className="px-4 py-6 text-ink2">Nothing matches “{search}”.</p>
      ) : (
        <ul aria-label="Mails" className="min-h-0 flex-1 overflow-y-auto">
          {mails.map((mail) => (
            <li key={mail.id} className="border-line border-b">
              <MailRow mail={mail} zone={zone} selected={mail.id === selectedId} onSelect={() => onSelect(mail.id)} />
            </li>
          ))}
          {more.has ? (
            <li className="p-3 text-center">
              <Button size="sm" busy={more.busy} onClick={more.load}>
                Older mails
              </Button>
            </li>
          ) : null}
        </ul>
      )}
    </div>
  );
}

interface MailRowProps {
  mail: ListedMail;
  zone: string;
  selected: boolean;
  onSelect: () => void;
}

function MailRow({ mail, zone, selected, onSelect }: MailRowProps) {
  return (
    <button
      type="button"
      aria-current={selected || undefined}
      onClick={onSelect}
      className={cn(
        "flex w-full items-start gap-3 px-3.5 py-3 text-left transition-colors duration-80 hover:bg-hover focus-visible:-outline-offset-2",
        selected && "bg-pine-tint hover:bg-pine-tint",
      )}
    >
      <Avatar name={mail.name} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className={cn("truncate", mail.seen ? "text-ink2" : "font-semibold")}>
            {mail.seen ? null : <span className="sr-only">New: </span>}
            {mail.name}
          </span>
          <span className="tabular shrink-0 text-caption text-ink2">
            {formatInstant(mail.receivedAt, zone, "short", new Date().getUTCFullYear())}
          </span>
        </span>
        <span className={cn("block truncate", mail.seen ? "text-ink2" : "text-ink")}>{mail.subject}</span>
        <DoneBadges done={mail.done} />
      </span>
    </button>
  );
}
