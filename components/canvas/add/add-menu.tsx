"use client";

import { Popover } from "@base-ui/react/popover";
import { type RefObject, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { popupStyle } from "@/components/ui/popup-style";
import type { Slot } from "@/core/edit";
import type { NodeId, OutletId } from "@/core/graph";
import type { Outlet } from "@/core/node-type";
import { addableNodeTypes, nodeTypeOf } from "@/core/nodes";
import { type PickEntry, PickList } from "./pick-list";
import type { SlotChoice } from "./slot-choice";

/** What the menu can put behind a way out. `keep`: the new step's outlet behind which what followed goes on. */
export type Addition =
  | { readonly kind: string; readonly keep?: OutletId }
  | { readonly continueAt: NodeId }
  | { readonly paste: true }
  | { readonly cut: true };

/** What is asked, and where the menu stands. Several slots: which one is asked first. */
export interface AddAsk {
  readonly anchor: Element;
  readonly slots: readonly SlotChoice[];
  /** `connect`: only where the line shall lead. */
  readonly purpose: "add" | "connect";
}

export interface AddMenuProps {
  readonly ask: AddAsk | null;
  readonly onClose: () => void;
  readonly onPick: (slot: Slot, addition: Addition) => void;
  /** Later or earlier steps the line may lead to instead. */
  readonly targets: readonly { readonly id: NodeId; readonly label: string }[];
  readonly canPaste: boolean;
  /** What was typed between asking and the menu being there; taken by its first list. */
  readonly early: RefObject<string>;
}

/** One menu for everything that can stand on a line. Esc gives the focus back to where it was opened. */
export function AddMenu({ ask, onClose, onPick, targets, canPaste, early }: AddMenuProps) {
  const picked = useRef(false);
  // What was asked and offered stays while the menu closes: a field that went at once would take the focus from the new step's panel.
  const [shown, setShown] = useState({ ask, targets, canPaste });
  const [opened, setOpened] = useState(0);
  if (ask && ask !== shown.ask) {
    setShown({ ask, targets, canPaste });
    setOpened(opened + 1);
  }
  useEffect(() => {
    if (ask) picked.current = false;
  }, [ask]);
  return (
    <Popover.Root
      open={ask !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={shown.ask?.anchor ?? null}
          side="bottom"
          align="center"
          sideOffset={8}
          // Fixed: at a plus beyond the edge of a phone it would make the page as wide as the drawing.
          positionMethod="fixed"
          collisionPadding={8}
          // Beside the plus there is no room on a phone: it stays above or below, within the screen, and scrolls.
          collisionAvoidance={{ side: "flip", align: "shift", fallbackAxisSide: "none" }}
          className="z-50"
        >
          <Popover.Popup
            className={cn(popupStyle, "w-80 max-w-[calc(100vw-1rem)] p-2")}
            aria-label={shown.ask?.purpose === "connect" ? "Where the line leads" : "Add a step"}
            finalFocus={() =>
              picked.current ? false : shown.ask?.anchor instanceof HTMLElement ? shown.ask.anchor : true
            }
          >
            {shown.ask ? (
              <Stages
                key={opened}
                ask={shown.ask}
                early={early}
                targets={shown.targets}
                canPaste={shown.canPaste}
                onPick={(slot, addition) => {
                  if (picked.current) return; // a second key while it closes
                  picked.current = true;
                  onPick(slot, addition);
                }}
              />
            ) : null}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

type Stage =
  | { readonly is: "slot" }
  | { readonly is: "kind" | "target"; readonly choice: SlotChoice }
  | { readonly is: "keep"; readonly choice: SlotChoice; readonly kind: string; readonly outlets: readonly Outlet[] };

/** Which way out, then what; a new fork asks behind which of its ways the rest goes on. */
function Stages({
  ask,
  targets,
  canPaste,
  early,
  onPick,
}: { ask: AddAsk } & Pick<AddMenuProps, "targets" | "canPaste" | "early" | "onPick">) {
  const after = (choice: SlotChoice): Stage => ({ is: ask.purpose === "connect" ? "target" : "kind", choice });
  const [only] = ask.slots;
  const [stage, setStage] = useState<Stage>(only && ask.slots.length === 1 ? after(only) : { is: "slot" });
  switch (stage.is) {
    case "slot":
      return (
        <PickList
          label="After which outcome?"
          early={early}
          empty="No outcome is called that."
          entries={ask.slots.map((choice, index) => slotEntry(choice, index))}
          first={Math.max(
            0,
            ask.slots.findIndex(({ leadsTo }) => leadsTo === null),
          )}
          onPick={(choice) => setStage(after(choice))}
        />
      );
    case "target":
      return (
        <PickList
          key="target"
          label="Continue at…"
          early={early}
          empty="No step is called that."
          entries={targets
            .filter(({ id }) => id !== stage.choice.slot.from)
            .map(({ id, label }) => entry(id, label, "", null, id))}
          onPick={(continueAt) => onPick(stage.choice.slot, { continueAt })}
        />
      );
    case "keep":
      return (
        <PickList
          key="keep"
          label={`After which outcome does ${stage.choice.leadsTo ?? "the rest"} follow?`}
          empty="No outcome is called that."
          entries={stage.outlets.map((outlet, index) =>
            entry(outlet.id, outlet.label, "", String(index + 1), outlet.id, "fork", "iris"),
          )}
          first={Math.max(
            0,
            stage.outlets.findIndex(({ required }) => required),
          )}
          onPick={(keep) => onPick(stage.choice.slot, { kind: stage.kind, keep })}
        />
      );
    case "kind":
      return (
        <PickList
          key="kind"
          label="Search steps"
          early={early}
          empty="No step is called that."
          entries={kindEntries(stage.choice, targets.length > 0, canPaste)}
          onPick={(picked) => {
            if (picked === "continue") return setStage({ is: "target", choice: stage.choice });
            const outlets = "kind" in picked && stage.choice.leadsTo !== null ? waysOf(picked.kind) : [];
            if ("kind" in picked && outlets.length > 1)
              setStage({ is: "keep", choice: stage.choice, kind: picked.kind, outlets });
            else onPick(stage.choice.slot, picked);
          }}
        />
      );
  }
}

/** The ways out that a new step of a kind begins with. */
function waysOf(kind: string): readonly Outlet[] {
  const type = nodeTypeOf(kind);
  return type ? type.outlets(type.defaults()).filter((outlet) => !outlet.optional) : [];
}

function entry<Value>(
  id: string,
  title: string,
  hint: string,
  key: string | null,
  value: Value,
  icon: PickEntry<Value>["icon"] = "enter",
  tone: PickEntry<Value>["tone"] = "ink",
): PickEntry<Value> {
  return { id, title, hint, key, icon, tone, value };
}

const slotEntry = (choice: SlotChoice, index: number): PickEntry<SlotChoice> =>
  entry(
    choice.slot.outlet,
    choice.label,
    choice.leadsTo === null
      ? "leads nowhere yet"
      : `leads ${choice.leadsTo.startsWith("back") ? "" : "to "}${choice.leadsTo}`,
    String(index + 1),
    choice,
    "fork",
    "iris",
  );

function kindEntries(choice: SlotChoice, canContinue: boolean, canPaste: boolean): PickEntry<Addition | "continue">[] {
  const leads = choice.leadsTo !== null;
  return [
    ...addableNodeTypes.map((type) =>
      entry<Addition | "continue">(
        type.kind,
        type.title,
        type.hint,
        type.key,
        { kind: type.kind },
        type.icon,
        type.tone,
      ),
    ),
    ...(canContinue
      ? [
          entry<Addition | "continue">(
            "continue",
            "Continue at…",
            "Lead this line to a step that is there",
            "C",
            "continue",
          ),
        ]
      : []),
    ...(canPaste
      ? [entry<Addition | "continue">("paste", "Paste steps", "What you copied, here", "V", { paste: true })]
      : []),
    ...(leads
      ? [
          entry<Addition | "continue">(
            "cut",
            "Take the line away",
            `What follows from ${choice.leadsTo} on stays`,
            "L",
            { cut: true },
          ),
        ]
      : []),
  ];
}
