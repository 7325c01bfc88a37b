"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { passwordHint } from "@/components/auth/account-fields";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { notify } from "@/components/ui/toast";

/** Another password; all other sessions end. */
export function PasswordForm({ email }: { email: string }) {
  const trpc = useTRPC();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: () => {
        setCurrent("");
        setNext("");
        notify({ title: "Password changed", description: "You are signed out everywhere else." });
      },
    }),
  );
  const errors = change.error ? fieldErrors(change.error) : {};
  const other = change.error && Object.keys(errors).length === 0 ? errorMessage(change.error) : undefined;
  return (
    <Card title="Password" description="Changing it signs you out on every other device.">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          change.mutate({ current, next });
        }}
      >
        {/* for the browser's password keeper: whose it is */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Current password" error={errors.current ?? other}>
            <PasswordInput value={current} onValueChange={setCurrent} autoComplete="current-password" />
          </Field>
          <Field label="New password" hint={passwordHint} error={errors.next}>
            <PasswordInput value={next} onValueChange={setNext} autoComplete="new-password" />
          </Field>
        </div>
        <Button type="submit" className="self-start" busy={change.isPending} disabled={current === "" || next === ""}>
          Change password
        </Button>
      </form>
    </Card>
  );
}
