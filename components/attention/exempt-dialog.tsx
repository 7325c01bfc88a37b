"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { notify } from "@/components/ui/toast";
import type { ExemptSubject } from "@/core/attention/exemption";

/** What other programs send, by class. Transactional mail obeys no rule as it is. */
const apiClasses = [
  { value: "api/marketing", label: "Marketing sent by the API" },
  { value: "api/sales", label: "Sales mail sent by the API" },
];

/** Chooses what is let past which rules, and asks why. */
export function ExemptDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { vocabulary } = useVocabulary();
  const rules = useQuery(trpc.rules.list.queryOptions());
  const broadcasts = useQuery(trpc.broadcasts.list.queryOptions({}));
  const [what, setWhat] = useState<string | null>(null);
  const [ruleIds, setRuleIds] = useState<string[]>([]);
  const exempt = useMutation(trpc.rules.exempt.mutationOptions());
  const subjects = [
    ...(vocabulary?.sequences ?? [])
      .filter(({ archived }) => !archived)
      .map(({ id, name }) => ({ value: `sequence/${id}`, label: name, hint: "Sequence" })),
    ...(broadcasts.data?.items ?? []).map(({ id, name }) => ({
      value: `broadcast/${id}`,
      label: name,
      hint: "Broadcast",
    })),
    ...apiClasses,
  ];
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Let something past a rule"
      confirmLabel="Let it past"
      reason="required"
      onConfirm={async (reason) => {
        const of = what === null ? null : toSubject(what);
        if (of === null) throw new Error("Choose what is let past.");
        if (ruleIds.length === 0) throw new Error("Choose a rule.");
        await orSay(exempt.mutateAsync({ of, ruleIds, reason }));
        await Promise.all([
          queries.invalidateQueries({ queryKey: trpc.rules.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.attention.pathKey() }),
        ]);
        notify({ title: "Let past", description: "What waits is judged again." });
      }}
    >
      <div className="flex flex-col gap-4">
        <p className="text-ink2">
          Its messages no longer wait for these rules, and still count for everybody else's. What the person chose,
          their quiet hours and the law hold as ever.
        </p>
        <Field label="What" nativeLabel={false}>
          <Combobox
            aria-label="What is let past"
            placeholder="Sequence, broadcast or API"
            options={subjects}
            value={what}
            onValueChange={setWhat}
          />
        </Field>
        <Field label="Past which rules" nativeLabel={false}>
          <MultiCombobox
            aria-label="Past which rules"
            options={(rules.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={ruleIds}
            onValueChange={setRuleIds}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

function toSubject(value: string): ExemptSubject | null {
  const at = value.indexOf("/");
  const [by, id] = [value.slice(0, at), value.slice(at + 1)];
  if (by === "sequence" || by === "broadcast") return { by, id };
  return id === "marketing" || id === "sales" ? { by: "api", class: id } : null;
}
