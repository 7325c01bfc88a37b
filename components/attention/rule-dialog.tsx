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
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { describeRule } from "@/core/attention/describe-rule";
import { type CapRule, capRuleSchema } from "@/core/attention/rule";
import { newRule, type RuleDraft, scopeLabels, toDraft, toRule } from "./rule-draft";

/** Makes a rule, or changes one: as one types, the rule is said in words. */
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
  const known = ["rule.name", "rule.max", "rule.window", "rule.window.lengthMs", "rule.minGapMs"];
  const rest = Object.entries(errors).flatMap(([path, message]) => (known.includes(path) ? [] : [message]));
  const said = capRuleSchema.safeParse({ ...toRule(draft, rule), id: "rule", version: 1, name: draft.name || "Rule" });
  const put = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const next = toRule(draft, rule);
    if (rule) update.mutate({ id: rule.id, rule: next, reason });
    else create.mutate({ rule: next, reason });
  }
  return (
    <Dialog
      open
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
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Name" error={errors["rule.name"]}>
          <Input value={draft.name} onValueChange={(name: string) => put({ name })} autoComplete="off" />
        </Field>
        <Field label="Counts" nativeLabel={false}>
          <Select options={scopeLabels} value={draft.scope} onValueChange={(scope) => put({ scope })} />
        </Field>
        {draft.scope === "class" ? (
          <Field label="Which" nativeLabel={false}>
            <Select
              options={[
                { value: "", label: "Each with a count of its own" },
                { value: "marketing", label: "Marketing" },
                { value: "sales", label: "Sales" },
              ]}
              value={draft.scopeClass}
              onValueChange={(scopeClass) => put({ scopeClass })}
            />
          </Field>
        ) : null}
        <RadioGroup
          legend="Limit"
          value={draft.kind}
          onValueChange={(kind) => put({ kind })}
          options={[
            { value: "cap", label: "So many in so many days" },
            { value: "gap", label: "So many hours apart" },
          ]}
        />
        {draft.kind === "cap" ? (
          <div className="grid grid-cols-2 gap-4">
            <Field label="At most" error={errors["rule.max"]}>
              <Input inputMode="numeric" value={draft.max} onValueChange={(max: string) => put({ max })} />
            </Field>
            <Field label="In days" error={errors["rule.window.lengthMs"] ?? errors["rule.window"]}>
              <Input inputMode="decimal" value={draft.days} onValueChange={(days: string) => put({ days })} />
            </Field>
          </div>
        ) : (
          <Field label="Hours apart" error={errors["rule.minGapMs"]}>
            <Input inputMode="decimal" value={draft.hours} onValueChange={(hours: string) => put({ hours })} />
          </Field>
        )}
        <RadioGroup
          legend="What is over"
          value={draft.atCap}
          onValueChange={(atCap) => put({ atCap })}
          options={[
            { value: "hold", label: "Waits for a free slot" },
            { value: "skip", label: "Is skipped" },
          ]}
        />
        <Callout tone={said.success ? "slate" : "neutral"} live="status">
          {said.success ? describeRule(said.data, names) : "Fill in the numbers to read the rule as a sentence."}
        </Callout>
        {rule ? (
          <Field label="Why?" optional hint="Kept with the rule's history." error={errors.reason}>
            <Input value={reason} onValueChange={setReason} />
          </Field>
        ) : null}
        {error && (Object.keys(errors).length === 0 || rest.length > 0) ? (
          <Callout tone="rust" live="alert">
            {rest.length > 0 ? rest.join(" ") : errorMessage(error)}
          </Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
