"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";

export type ErasureReason = "asked" | "retention" | "mistake";

const reasons: { value: ErasureReason; label: string; hint: string }[] = [
  { value: "asked", label: "They asked for it", hint: "The right to erasure (GDPR art. 17)." },
  { value: "retention", label: "Kept long enough", hint: "The time for which we may keep it is over." },
  { value: "mistake", label: "Should never have been here", hint: "A wrong import, a test." },
];

/** Asks once more before a person is erased: why, and the address typed again. Nothing happens until both are given. */
export function EraseQuestion({
  name,
  email,
  addresses,
  onErase,
  onClose,
}: {
  name: string;
  email: string | null;
  /** How many addresses the person has; all of them go. */
  addresses: number;
  onErase: (because: ErasureReason) => Promise<void>;
  onClose: () => void;
}) {
  const [because, setBecause] = useState<ErasureReason>("asked");
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState(false);
  const wanted = email ?? name;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Erase ${name} for good?`}
      confirmLabel="Erase for good"
      danger
      onConfirm={async () => {
        if (!isSame(typed, wanted)) {
          setMissing(true);
          throw new Error("Nothing was erased.");
        }
        await onErase(because);
      }}
    >
      <div className="flex flex-col gap-4">
        <p>
          Gone: {addresses > 1 ? `all ${addresses} addresses` : "the address"}, name and fields, mails both ways,
          replies, clicks and notes. What waits for them is taken back. It cannot be undone.
        </p>
        <p>
          Stays: that something was sent and counted, without a person in it, and a fingerprint (hash) of each address,
          so that nobody writes to it again.
        </p>
        <RadioGroup legend="Why?" options={reasons} value={because} onValueChange={setBecause} />
        <Field
          label={`Type ${wanted} again`}
          error={missing ? `This is not ${wanted}.` : undefined}
          hint="So that nobody else is erased by mistake."
        >
          <Input
            autoComplete="off"
            value={typed}
            onValueChange={(value) => {
              setTyped(value);
              setMissing(false);
            }}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

const isSame = (typed: string, wanted: string): boolean => typed.trim().toLowerCase() === wanted.trim().toLowerCase();
