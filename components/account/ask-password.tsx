"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { notify } from "@/components/ui/toast";
import type { Enrolling } from "./two-factor-setup";

const words = {
  on: { submit: "Go on", why: undefined },
  off: { submit: "Turn off", why: "From then on the password alone signs you in." },
  codes: { submit: "Make new codes", why: "The old ones stop working." },
} as const;

/** Whoever finds the browser open does not change how one signs in. */
export function AskPassword({
  purpose,
  onEnrolling,
  onDone,
}: {
  purpose: keyof typeof words;
  onEnrolling: (enrolling: Enrolling) => void;
  onDone: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [password, setPassword] = useState("");
  const enable = useMutation(trpc.account.enableTwoFactor.mutationOptions({ onSuccess: onEnrolling }));
  const renew = useMutation(
    trpc.account.renewBackupCodes.mutationOptions({
      onSuccess: ({ backupCodes }) => onEnrolling({ uri: null, backupCodes }),
    }),
  );
  const disable = useMutation(
    trpc.account.disableTwoFactor.mutationOptions({
      onSuccess: async () => {
        notify({ title: "Two-factor sign-in is off" });
        onDone();
        await queries.invalidateQueries({ queryKey: trpc.account.pathKey() });
      },
    }),
  );
  const call = { on: enable, off: disable, codes: renew }[purpose];
  const error = call.error ? (fieldErrors(call.error).password ?? errorMessage(call.error)) : undefined;
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        call.mutate({ password });
      }}
    >
      <Field label="Your password" hint={words[purpose].why} error={error} className="max-w-sm">
        <PasswordInput autoFocus value={password} onValueChange={setPassword} autoComplete="current-password" />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant={purpose === "off" ? "danger" : "primary"} busy={call.isPending}>
          {words[purpose].submit}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
