"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { emailField, newPasswordField, passwordHint } from "./account-fields";
import { FormFrame } from "./form-frame";
import { type FormResult, showResult } from "./form-result";

const schema = z.object({
  name: z.string().trim().min(1, "Say your name").max(120),
  email: emailField,
  password: newPasswordField,
});
export type SignUpValues = z.infer<typeof schema>;

export interface SignUpFormProps {
  /** Of an invitation: the address is given. */
  fixedEmail?: string;
  submitLabel?: string;
  onSubmit: (values: SignUpValues) => Promise<FormResult>;
}

export function SignUpForm({ fixedEmail, submitLabel = "Create your account", onSubmit }: SignUpFormProps) {
  const form = useForm<SignUpValues>({ resolver: zodResolver(schema) });
  const { errors, isSubmitting } = form.formState;
  return (
    <FormFrame
      onSubmit={form.handleSubmit(async (values) =>
        showResult(form, await onSubmit(values), ["name", "email", "password"]),
      )}
      problem={errors.root?.message}
      busy={isSubmitting}
      submitLabel={submitLabel}
    >
      <Field
        label="Your name"
        error={errors.name?.message}
        hint="As your colleagues and the people you write to know you."
      >
        <Input size="lg" autoComplete="name" autoFocus {...form.register("name")} />
      </Field>
      <Field label="Work e-mail" error={errors.email?.message}>
        <Input
          type="email"
          size="lg"
          autoComplete="username"
          defaultValue={fixedEmail}
          readOnly={fixedEmail !== undefined}
          {...form.register("email")}
        />
      </Field>
      <Field label="Password" error={errors.password?.message} hint={passwordHint}>
        <PasswordInput size="lg" autoComplete="new-password" {...form.register("password")} />
      </Field>
    </FormFrame>
  );
}
