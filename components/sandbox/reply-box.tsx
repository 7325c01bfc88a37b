"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

export interface ReplyBoxProps {
  busy: boolean;
  now: Date;
  onReply: (text: string, onDone: () => void) => void;
  onAbsence: (until: Date | null) => void;
}

const WEEK_MS = 7 * 86_400_000;

/** Answers people really give, one press each. */
const presets = [
  { label: "Interested", text: "This sounds interesting. Can we talk next week?" },
  { label: "Not interested", text: "Thanks, but we are not interested." },
  { label: "Not now", text: "Not right now. Please get back to me in three months." },
  { label: "Bought already", text: "We have bought it already, thank you." },
  { label: "Stop", text: "stop" },
];

/** Free text, or an answer that comes up every day. */
export function ReplyBox({ busy, now, onReply, onAbsence }: ReplyBoxProps) {
  const [text, setText] = useState("");
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onReply(text, () => setText(""));
      }}
    >
      <Field label="Reply">
        <Textarea rows={3} value={text} onValueChange={setText} placeholder="Write what they would answer" />
      </Field>
      <Button type="submit" variant="primary" busy={busy} disabled={text.trim() === ""}>
        Send reply
      </Button>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Quick answers</legend>
        {presets.map((preset) => (
          <Button key={preset.label} size="sm" disabled={busy} onClick={() => onReply(preset.text, () => undefined)}>
            {preset.label}
          </Button>
        ))}
        <Button size="sm" disabled={busy} onClick={() => onAbsence(new Date(now.getTime() + WEEK_MS))}>
          Out of office
        </Button>
      </fieldset>
    </form>
  );
}
