"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const groups: readonly { readonly title: string; readonly rows: readonly (readonly [keys: string, does: string])[] }[] =
  [
    {
      title: "Go",
      rows: [
        ["↓ ↑", "along the flow"],
        ["← →", "to the branch beside"],
        ["Home End", "to the entry, to the last step"],
        ["/", "find a step"],
        ["F8", "next problem, with Shift the previous"],
        ["F", "show everything"],
        ["0", "full size"],
        ["O", "outline or canvas"],
        ["T", "try it"],
        ["?", "these keys"],
      ],
    },
    {
      title: "Step",
      rows: [
        ["Enter", "open its panel"],
        ["Esc", "close the panel"],
        ["Alt ↓ ↑", "next or previous step, panel open"],
        ["A", "add a step after it"],
        ["M", "move it: arrows choose, Enter drops"],
        ["C", "lead its line to another step"],
        ["Del", "delete"],
      ],
    },
    {
      title: "Several",
      rows: [
        ["Ctrl A", "choose all"],
        ["Shift ↓", "choose one more"],
        ["Shift click", "choose or leave out"],
        ["Shift drag", "frame them"],
      ],
    },
    {
      title: "Change",
      rows: [
        ["Ctrl Z", "undo"],
        ["Ctrl Shift Z", "do again"],
        ["Ctrl C X V", "copy, cut, paste as text"],
        ["Ctrl D", "duplicate"],
      ],
    },
  ];

/** "?": every key, once. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open size="lg" onOpenChange={(open) => (open ? undefined : onClose())} title="Keys of the canvas">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {groups.map(({ title, rows }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1.5 font-semibold text-sm">{title}</h3>
            <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5 text-sm">
              {rows.map(([keys, does]) => (
                <div key={keys} className="contents">
                  <dt>
                    <Kbd className="px-2">{keys}</Kbd>
                  </dt>
                  <dd className="text-ink2">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
