"use client";

import { useState } from "react";
import { addDays, addMonths } from "@/components/attention/calendar-days";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { dayIn } from "@/components/ui/date-format";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ReplyClass } from "@/core/reply-class";

/** What holds things up until a day: a member may know the day better than the mail says it. */
const lasting = {
  not_now: {
    title: "When may we write again?",
    hint: "Left empty: the day the mail names, else a month after it.",
  },
  out_of_office: {
    title: "When are they back?",
    hint: "Left empty: the day the mail names, else two weeks after it. It goes on the next working morning.",
  },
} as const satisfies Partial<Record<ReplyClass, { title: string; hint: string }>>;

export type LastingClass = keyof typeof lasting;
export const isLasting = (kind: ReplyClass): kind is LastingClass => Object.hasOwn(lasting, kind);

const presets = [
  { label: "In a month", months: 1 },
  { label: "In three months", months: 3 },
  { label: "In half a year", months: 6 },
];

/** Asks until when, before a reply is said to be "not now" or an absence. Enter says it without a day of one's own. */
export function UntilDialog({
  kind,
  onSay,
  onClose,
}: {
  kind: LastingClass;
  /** `YYYY-MM-DD`; null: what the mail says. */
  onSay: (until: string | null) => void;
  onClose: () => void;
}) {
  const { workspace, zone } = useWorkspace();
  const today = dayIn(workspace?.now ?? new Date(), zone);
  const [day, setDay] = useState("");
  const { title, hint } = lasting[kind];
  const error = day !== "" && day <= today ? "Choose a day that is still to come" : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      size="sm"
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form="until-form" disabled={error !== undefined}>
            {day === "" ? "As the mail says" : "Until then"}
          </Button>
        </>
      }
    >
      <form
        id="until-form"
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (error === undefined) onSay(day === "" ? null : day);
        }}
      >
        <Field label="Day" optional hint={hint} error={error}>
          <Input type="date" value={day} min={addDays(today, 1)} onValueChange={setDay} />
        </Field>
        <div className="flex flex-wrap gap-1.5">
          {presets.map(({ label, months }) => (
            <Button key={label} size="sm" onClick={() => setDay(addMonths(today, months))}>
              {label}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
