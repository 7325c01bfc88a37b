"use client";

import { useState } from "react";
import { type Named, toOptions } from "@/components/canvas/controls/offered";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Graph } from "@/core/graph";
import type { SequenceTemplate, TemplateAnswers, TemplateQuestion } from "@/core/sequence-templates/template";
import { SequenceMiniature } from "./sequence-miniature";

/** What only the company knows. Whatever stays open is shown at its step, as the to-do list of the new draft. */
export function TemplateDialog({
  template,
  graph,
  busy,
  onClose,
  onUse,
}: {
  template: SequenceTemplate;
  /** As it will be drawn. */
  graph: Graph;
  busy: boolean;
  onClose: () => void;
  onUse: (answers: TemplateAnswers) => void;
}) {
  const { vocabulary } = useVocabulary();
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const given = (question: TemplateQuestion) =>
    answers[question.id] ?? (question.suggestion || (listFor(question, vocabulary)?.[0]?.value ?? ""));
  const all = () => Object.fromEntries(template.questions.map((question) => [question.id, given(question)]));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={template.title}
      size="xl"
      description="Everything can be changed afterwards. Nothing leaves before you publish."
      footer={
        <>
          <DialogClose>
            <Button>Not this one</Button>
          </DialogClose>
          <Button variant="primary" busy={busy} onClick={() => onUse(all())}>
            Use this
          </Button>
        </>
      }
    >
      <div className="grid gap-6 md:grid-cols-[1fr_20rem]">
        <figure className="rounded-lg border border-line bg-canvas p-3 max-md:hidden">
          <SequenceMiniature graph={graph} label={`Drawing of ${template.title}`} className="h-[min(26rem,52vh)]" />
        </figure>
        <div className="flex flex-col gap-4">
          {template.questions.map((question) => {
            const options = listFor(question, vocabulary);
            const set = (value: string) => setAnswers((before) => ({ ...before, [question.id]: value }));
            return (
              <Field
                key={question.id}
                label={question.label}
                nativeLabel={options === null}
                {...(question.hint === undefined ? {} : { hint: question.hint })}
              >
                {options === null ? (
                  <Input value={given(question)} onValueChange={set} />
                ) : (
                  <Combobox
                    aria-label={question.label}
                    options={options}
                    value={given(question) || null}
                    onValueChange={(id) => set(id ?? "")}
                    placeholder="Later"
                  />
                )}
              </Field>
            );
          })}
        </div>
      </div>
    </Dialog>
  );
}

/** What there is to choose from; null where one types. */
function listFor(question: TemplateQuestion, vocabulary: WorkspaceVocabulary | null) {
  if (vocabulary === null) return null;
  const lists: Partial<Record<TemplateQuestion["ask"], readonly Named[]>> = {
    sender: vocabulary.senders,
    topic: vocabulary.topics,
    product: vocabulary.products,
    segment: vocabulary.segments,
  };
  const list = lists[question.ask];
  return list === undefined ? null : toOptions(list, null);
}
