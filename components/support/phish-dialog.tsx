"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import type { Found } from "./support-screen";

/** Notes a mail that pretends to be ours; its domain is called a phish from then on. */
export function PhishDialog({ found, onClose }: { found: Found; onClose: () => void }) {
  const trpc = useTRPC();
  const named = /\S+\.\S+(?= is not ours)/.exec(found.answer.line)?.[0] ?? "";
  const [domain, setDomain] = useState(named);
  const report = useMutation(trpc.support.reportPhish.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Report a phish?"
      confirmLabel="Report it"
      danger
      reason="required"
      reasonLabel="What was shown, and what did it ask for?"
      onConfirm={async (note) => {
        const { listed } = await orSay(report.mutateAsync({ domain, note }));
        notify({
          title: "Reported",
          ...(listed ? { description: "Everybody who looks this domain up is warned from now on." } : {}),
        });
      }}
    >
      <Field label="Where it came from or led to" optional hint="A domain, an address or a link">
        <Input value={domain} onValueChange={setDomain} placeholder="company-login.example" />
      </Field>
    </ConfirmDialog>
  );
}
