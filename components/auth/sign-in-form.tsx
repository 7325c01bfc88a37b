"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { emailField } from "./account-fields";
import { FormFrame } from "./form-frame";
import { type FormResult, showResult } from "./form-result";

const schema = z.object({
  email: emailField,
  password: z.string().min(1, "Type your password"),
  remember: z.boolean(),
});
export type SignInValues = z.infer<typeof schema>;

export interface SignInFormProps {
  /** Stands in the fields from the start. */
  filledIn?: { email: string; password: string } | undefined;
  resetHref: string;
  onSubmit: (values: SignInValues) => Promise<FormResult>;
}

export function SignInForm({ filledIn, resetHref, onSubmit }: SignInFormProps) {
  const form = useForm<SignInValues>({
    resolver: zodResolver(schema),
    defaultValues: { remember: true },
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <FormFrame
      onSubmit={form.handleSubmit(async (values) => showResult(form, await onSubmit(values), ["email", "password"]))}
      problem={errors.root?.message}
      busy={isSubmitting}
      submitLabel="Sign in"
    >
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          type="email"
          size="lg"
          autoComplete="username"
          autoFocus
          defaultValue={filledIn?.email}
          {...form.register("email")}
        />
      </Field>
      <Field
        label="Password"
        error={errors.password?.message}
        aside={
          <Link href={resetHref} className="text-pine underline-offset-2 hover:underline">
            Forgotten?
          </Link>
        }
      >
        <PasswordInput
          size="lg"
          autoComplete="current-password"
          defaultValue={filledIn?.password}
          {...form.register("password")}
        />
      </Field>
      <Checkbox
        checked={form.watch("remember")}
        onCheckedChange={(checked) => form.setValue("remember", checked)}
        label="Keep me signed in on this device"
      />
    </FormFrame>
  );
}
