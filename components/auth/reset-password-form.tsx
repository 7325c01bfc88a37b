"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { newPasswordField, passwordHint } from "./account-fields";
import { FormFrame } from "./form-frame";
import { type FormResult, showResult } from "./form-result";

const schema = z.object({ password: newPasswordField });

export function ResetPasswordForm({ onSubmit }: { onSubmit: (values: { password: string }) => Promise<FormResult> }) {
  const form = useForm<{ password: string }>({ resolver: zodResolver(schema) });
  const { errors, isSubmitting } = form.formState;
  return (
    <FormFrame
      onSubmit={form.handleSubmit(async (values) => showResult(form, await onSubmit(values), ["password"]))}
      problem={errors.root?.message}
      busy={isSubmitting}
      submitLabel="Set the password"
    >
      <Field label="New password" error={errors.password?.message} hint={passwordHint}>
        <PasswordInput size="lg" autoComplete="new-password" autoFocus {...form.register("password")} />
      </Field>
    </FormFrame>
  );
}
