"use client";

import { Popover } from "@base-ui/react/popover";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { GlyphTile } from "@/components/ui/glyph";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { popupStyle } from "@/components/ui/popup-style";
import type { NodeId } from "@/core/graph";
import type { NodeIcon, Tone } from "@/core/node-type";
import { addableNodeTypes } from "@/core/nodes";
import { toneOf } from "./tones";

/** What the menu can put behind an outlet. */
export type Addition = { readonly kind: string } | { readonly continueAt: NodeId } | { readonly paste: true };

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly key: string | null;
  readonly icon: NodeIcon;
  readonly tone: Tone;
  readonly addition: Addition;
}

export interface AddMenuProps {
  /** The plus it opens at; null: closed. */
  readonly anchor: Element | null;
  readonly onClose: () => void;
  readonly onPick: (addition: Addition) => void;
  /** Later or earlier steps the line may lead to instead. */
  readonly targets: readonly { readonly id: NodeId; readonly label: string }[];
  readonly canPaste: boolean;
}

/** One menu for everything that can stand on a line: search first, single keys, arrows and Enter. */
export function AddMenu({ anchor, onClose, onPick, targets, canPaste }: AddMenuProps) {
  return (
    <Popover.Root open={anchor !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="bottom"
          align="center"
          sideOffset={8}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup className={cn(popupStyle, "w-72 p-2")} aria-label="Add a step">
            <MenuList onPick={onPick} targets={targets} canPaste={canPaste} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function MenuList({ onPick, targets, canPaste }: Pick<AddMenuProps, "onPick" | "targets" | "canPaste">) {
  const [search, setSearch] = useState("");
  const [step, setStep] = useState<"kinds" | "targets">("kinds");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const entries = useMemo(
    () => (step === "kinds" ? kindEntries(targets.length > 0, canPaste) : targetEntries(targets)),
    [step, targets, canPaste],
  );
  const words = search.trim().toLowerCase();
  const found = entries.filter((entry) => `${entry.title} ${entry.hint}`.toLowerCase().includes(words));

  const pick = (entry: Entry) => {
    if (entry.id !== "continue") return onPick(entry.addition);
    setStep("targets");
    setSearch("");
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const byKey =
      words === "" && !event.metaKey && !event.ctrlKey && !event.altKey && step === "kinds"
        ? entries.find((entry) => entry.key?.toLowerCase() === event.key.toLowerCase())
        : undefined;
    if (byKey) pick(byKey);
    else if (event.key === "ArrowDown") setActive((index) => Math.min(found.length - 1, index + 1));
    else if (event.key === "ArrowUp") setActive((index) => Math.max(0, index - 1));
    else if (event.key === "Enter") {
      const chosen = found[active];
      if (chosen) pick(chosen);
    } else return;
    event.preventDefault();
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  };

  return (
    <div>
      <Input
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls="add-menu-list"
        aria-activedescendant={found[active] ? `add-${found[active].id}` : undefined}
        aria-label={step === "kinds" ? "Search steps" : "Continue at"}
        placeholder={step === "kinds" ? "Search steps" : "Continue at…"}
        autoComplete="off"
        value={search}
        onValueChange={(value) => {
          setSearch(value);
          setActive(0);
        }}
      />
      <div ref={list} id="add-menu-list" role="listbox" aria-label="Steps" className="mt-1.5 max-h-96 overflow-y-auto">
        {found.map((entry, index) => (
          <button
            type="button"
            key={entry.id}
            id={`add-${entry.id}`}
            data-index={index}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => pick(entry)}
            className={cn(
              "flex cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 text-left",
              index === active && "bg-hover",
            )}
          >
            <GlyphTile name={entry.icon} tone={toneOf(entry.tone)} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium text-sm">{entry.title}</span>
              <span className="block truncate text-caption text-ink2">{entry.hint}</span>
            </span>
            {entry.key ? <Kbd>{entry.key}</Kbd> : null}
          </button>
        ))}
        {found.length === 0 ? <p className="px-2 py-3 text-ink2 text-sm">No step is called that.</p> : null}
      </div>
    </div>
  );
}

function kindEntries(canContinue: boolean, canPaste: boolean): Entry[] {
  const kinds = addableNodeTypes.map(
    (type): Entry => ({
      id: type.kind,
      title: type.title,
      hint: type.hint,
      key: type.key,
      icon: type.icon,
      tone: type.tone,
      addition: { kind: type.kind },
    }),
  );
  if (canContinue) {
    kinds.push({
      id: "continue",
      title: "Continue at…",
      hint: "Lead this line to a step that is there",
      key: "C",
      icon: "enter",
      tone: "ink",
      addition: { kind: "" },
    });
  }
  if (canPaste) {
    kinds.push({
      id: "paste",
      title: "Paste steps",
      hint: "What you copied, here",
      key: "V",
      icon: "enter",
      tone: "ink",
      addition: { paste: true },
    });
  }
  return kinds;
}

const targetEntries = (targets: AddMenuProps["targets"]): Entry[] =>
  targets.map(({ id, label }) => ({
    id,
    title: label,
    hint: "",
    key: null,
    icon: "enter",
    tone: "ink",
    addition: { continueAt: id },
  }));
