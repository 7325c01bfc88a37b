"use client";

import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { GlyphTile } from "@/components/ui/glyph";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import type { NodeIcon, Tone } from "@/core/node-type";
import { toneOf } from "../tones";

export interface PickEntry<Value> {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Picks it at once while nothing is typed. */
  readonly key: string | null;
  readonly icon: NodeIcon;
  readonly tone: Tone;
  readonly value: Value;
}

/** A list one searches first: single keys, arrows and Enter, the mouse. The field keeps the focus. */
export function PickList<Value>({
  label,
  entries,
  empty,
  first = 0,
  field,
  early,
  typed,
  onPick,
}: {
  /** What was typed before this list was there: one key of its own, or the beginning of a search. */
  early?: RefObject<string>;
  /** The search field, for who gives it the focus. */
  field?: RefObject<HTMLInputElement | null>;
  /** Names the field and stands in it. */
  label: string;
  entries: readonly PickEntry<Value>[];
  empty: string;
  /** Of a list whose entries can be written out: what is looked for meanwhile, and the value once it is complete. */
  typed?: { words: (typed: string) => string; complete: (typed: string) => Value | null };
  /** Which entry Enter picks before anything is typed. */
  first?: number;
  onPick: (value: Value) => void;
}) {
  const base = useId();
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(first);
  const list = useRef<HTMLDivElement>(null);
  const words = (typed?.words(search) ?? search).trim().toLowerCase();
  const found = entries.filter((entry) => `${entry.title} ${entry.hint}`.toLowerCase().includes(words));
  const move = (to: number) => {
    setActive(to);
    list.current?.querySelector(`[data-index="${to}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const byOwnKey = (typed: string) => entries.find(({ key }) => key?.toLowerCase() === typed.toLowerCase());
  const takeEarly = useEffectEvent(() => {
    const typed = early?.current ?? "";
    if (early === undefined || typed === "") return;
    early.current = "";
    const entry = byOwnKey(typed);
    if (entry) onPick(entry.value);
    else setSearch(typed);
  });
  useEffect(() => takeEarly(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const plain = words === "" && !event.metaKey && !event.ctrlKey && !event.altKey;
    const byKey = plain ? byOwnKey(event.key) : undefined;
    const chosen = byKey ?? (event.key === "Enter" ? found[active] : undefined);
    if (chosen) onPick(chosen.value);
    else if (event.key === "ArrowDown") move(Math.min(found.length - 1, active + 1));
    else if (event.key === "ArrowUp") move(Math.max(0, active - 1));
    else if (event.key !== "Enter") return;
    event.preventDefault();
  };

  return (
    <div>
      <Input
        {...(field ? { ref: field } : {})}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls={`${base}-list`}
        {...(found[active] ? { "aria-activedescendant": `${base}-${found[active].id}` } : {})}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        value={search}
        onValueChange={(value) => {
          const complete = typed?.complete(value) ?? null;
          if (complete !== null) return onPick(complete);
          setSearch(value);
          setActive(value.trim() === "" ? first : 0);
        }}
      />
      <div
        ref={list}
        id={`${base}-list`}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        className="mt-1.5 max-h-[min(26rem,50vh)] overflow-y-auto overscroll-contain"
      >
        {found.map((entry, index) => (
          <button
            type="button"
            key={entry.id}
            id={`${base}-${entry.id}`}
            data-index={index}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => onPick(entry.value)}
            className={cn(
              "flex w-full cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 text-left",
              index === active && "bg-hover",
            )}
          >
            <GlyphTile name={entry.icon} tone={toneOf(entry.tone)} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium text-sm">{entry.title}</span>
              {entry.hint ? <span className="block truncate text-caption text-ink2">{entry.hint}</span> : null}
            </span>
            {entry.key ? <Kbd>{entry.key}</Kbd> : null}
          </button>
        ))}
        {found.length === 0 ? (
          <p role="status" className="px-2 py-3 text-ink2 text-sm">
            {empty}
          </p>
        ) : null}
      </div>
    </div>
  );
}
