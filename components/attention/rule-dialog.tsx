"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeRule } from "@/core/attention/describe-rule";
import { type CapRule, capRuleSchema } from "@/core/attention/rule";
import { newRule, type RuleDraft, toDraft, toRule } from "./rule-draft";
import { RuleFields, ruleFieldPaths } from "./rule-fields";
import { RuleTryOut } from "./rule-try-out";

/** Makes a rule, or changes one: as one types, it is said in words, and can be tried on what was sent. */
export function RuleDialog({
  rule,
  onClose,
  onSaved,
}: {
  /** Null: a new one. */
  rule: CapRule | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const trpc = useTRPC();
  const formId = useId();
  const { names } = useVocabulary();
  const [draft, setDraft] = useState(rule ? toDraft(rule) : newRule);
  const [reason, setReason] = useState("");
  const create = useMutation(trpc.rules.create.mutationOptions({ onSuccess: onSaved }));
  const update = useMutation(trpc.rules.update.mutationOptions({ onSuccess: onSaved }));
  const { error, isPending } = rule ? update : create;
  const errors = fieldErrors(error);
  const rest = Object.entries(errors).flatMap(([path, message]) => (ruleFieldPaths.includes(path) ? [] : [message]));
  const fields = toRule(draft);
  const said = capRuleSchema.safeParse({ ...fields, id: "rule", version: 1, name: draft.name || "Rule" });
  const put = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (rule) update.mutate({ id: rule.id, rule: fields, reason });
    else create.mutate({ rule: fields, reason });
  }
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={onClose}
      title={rule ? "Change rule" : "New rule"}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" busy={isPending}>
            {rule ? "Save" : "Add rule"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <RuleFields draft={draft} put={put} errors={errors} />
        <Callout tone={said.success ? "slate" : "neutral"} live="status">
          {said.success ? describeRule(said.data, names) : "Fill in the numbers to read the rule as a sentence."}
        </Callout>
        <RuleTryOut rule={said.success ? { ...fields, name: draft.name || "Rule" } : null} scope={draft.scope} />
        <Field label="Why?" optional hint="Kept with the rule's history." error={errors.reason}>
          <Input value={reason} onValueChange={setReason} />
        </Field>
        {error && (Object.keys(errors).length === 0 || rest.length > 0) ? (
          <Callout tone="rust" live="alert">
            {rest.length > 0 ? rest.join(" ") : errorMessage(error)}
          </Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
