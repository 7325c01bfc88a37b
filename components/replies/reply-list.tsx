"use client";

import { type ReplyItem, sayEffects, toneOf } from "@/components/replies/reply-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import { replyClassNames } from "@/core/reply-class";

export interface ReplyListProps {
  items: readonly ReplyItem[];
  selectedId: string | null;
  zone: string;
  now: Date;
  onSelect: (id: string) => void;
  more: { has: boolean; busy: boolean; load: () => void };
}

/** One line a reply: who, what it is, their first words, and what the sequence did. */
export function ReplyList({ items, selectedId, zone, now, onSelect, more }: ReplyListProps) {
  return (
    <ul aria-label="Replies" className="min-h-0 flex-1 overflow-y-auto">
      {items.map((item) => {
        const selected = item.id === selectedId;
        return (
          <li key={item.id} className="border-line border-b">
            <button
              type="button"
              id={`reply-${item.id}`}
              aria-current={selected || undefined}
              onClick={() => onSelect(item.id)}
              className={cn(
                "flex w-full flex-col gap-1 px-4 py-3 text-left transition-colors duration-80 hover:bg-hover focus-visible:-outline-offset-2",
                selected && "bg-pine-tint hover:bg-pine-tint",
              )}
            >
              <span className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate font-serif text-lg">{item.contact.name}</span>
                <span className="shrink-0 text-caption text-ink2 tabular">
                  <DateTime at={item.receivedAt} zone={zone} now={now} />
                </span>
              </span>
              <span className="flex flex-wrap items-center gap-1.5">
                <Badge tone={toneOf(item.class)}>{replyClassNames[item.class]}</Badge>
                {item.confidence === "exact" ? null : <Badge mark="ring">Probably theirs</Badge>}
                {item.late ? (
                  <Badge tone="rust" mark="triangle">
                    Waits over a day
                  </Badge>
                ) : null}
                {item.owner ? <span className="text-caption text-ink2">{item.owner.name}</span> : null}
              </span>
              <span className="line-clamp-2 text-ink2 text-sm">{item.excerpt || item.subject || "Without words"}</span>
              <span className="line-clamp-1 text-caption text-ink3">{sayEffects(item.effects)}</span>
            </button>
          </li>
        );
      })}
      {more.has ? (
        <li className="p-3 text-center">
          <Button size="sm" busy={more.busy} onClick={more.load}>
            Show more
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
