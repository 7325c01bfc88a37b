"use client";

import { Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type Briefing, unnamed, withNamed } from "@/core/briefing";
import type { Named } from "@/core/named-in-text";
import { NamedFields } from "./named-fields";

export interface BriefingFieldsProps {
  readonly value: Briefing;
  /** `typing` joins keystrokes into one undo entry. */
  readonly onChange: (next: Briefing, typing?: boolean) => void;
  /** By path below the briefing: "about", "questions.0", "domains". */
  readonly problems?: Readonly<Record<string, string>>;
  /** What the message's text names (`namedIn`), to be taken over at a click. */
  readonly named: Named;
}

/** The briefing of a message as its author writes it; the same for an email step and a broadcast. */
export function BriefingFields({ value, onChange, problems = {}, named }: BriefingFieldsProps) {
  const missing = unnamed(value, named);
  const count = missing.domains.length + missing.phones.length + missing.pages.length;
  return (
    <div className="flex flex-col gap-4">
      <Field label="What it is about" {...errorOf(problems.about ?? problems[""])}>
        <Textarea
          rows={3}
          value={value.about}
          placeholder="In a sentence or two, for somebody who has not read it"
          onValueChange={(about) => onChange({ ...value, about }, true)}
        />
      </Field>
      <Questions value={value} onChange={onChange} problems={problems} />
      {count > 0 ? (
        <div className="flex items-center justify-between gap-3 rounded-lg border border-line bg-surface2 px-3 py-2">
          <p className="min-w-0 break-words text-ink2 text-sm">
            The text names {[...missing.domains, ...missing.phones, ...missing.pages].join(", ")}
          </p>
          <Button size="sm" onClick={() => onChange(withNamed(value, named))}>
            Take over
          </Button>
        </div>
      ) : null}
      <NamedFields value={value} onChange={onChange} problems={problems} />
    </div>
  );
}

const errorOf = (message: string | undefined) => (message === undefined || message === "" ? {} : { error: message });

function Questions({
  value,
  onChange,
  problems,
}: Required<Pick<BriefingFieldsProps, "value" | "onChange" | "problems">>) {
  const { questions } = value;
  const set = (at: number, change: Partial<Briefing["questions"][number]>) =>
    onChange(
      { ...value, questions: questions.map((one, index) => (index === at ? { ...one, ...change } : one)) },
      true,
    );
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink2 text-sm">What people will ask, and what to answer</legend>
      <ol className="flex flex-col gap-2">
        {questions.map((question, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: questions are only added at the end and taken out
          <li key={index} className="flex flex-col gap-2 rounded-lg border border-line bg-surface2 p-2.5">
            <div className="flex items-center gap-1.5">
              <Input
                aria-label={`Question ${index + 1}`}
                placeholder="Is this mail really from you?"
                value={question.ask}
                onValueChange={(ask) => set(index, { ask })}
              />
              <IconButton
                size="sm"
                label={`Remove question ${index + 1}`}
                icon={<Trash2 />}
                onClick={() => onChange({ ...value, questions: questions.filter((_, at) => at !== index) })}
              />
            </div>
            <Textarea
              rows={2}
              aria-label={`Answer ${index + 1}`}
              placeholder="What to answer"
              value={question.answer}
              onValueChange={(answer) => set(index, { answer })}
            />
            {problems[`questions.${index}`] ? (
              <p className="text-rust text-sm">{problems[`questions.${index}`]}</p>
            ) : null}
          </li>
        ))}
      </ol>
      {problems.questions ? (
        <p role="alert" className="text-rust text-sm">
          {problems.questions}
        </p>
      ) : null}
      <Button
        size="sm"
        className="self-start"
        onClick={() => onChange({ ...value, questions: [...questions, { ask: "", answer: "" }] })}
      >
        Add a question
      </Button>
    </fieldset>
  );
}
