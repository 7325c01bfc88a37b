"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { emailField } from "./account-fields";
import { FormFrame } from "./form-frame";
import { type FormResult, showResult } from "./form-result";
import { OwnMailLink } from "./own-mail-link";

const schema = z.object({ email: emailField });

/** Says the same whether or not we know the address. */
export function RequestResetForm({
  keptHere,
  onSubmit,
}: {
  /** Mails of Heed stay on this machine. */
  keptHere: boolean;
  onSubmit: (values: { email: string }) => Promise<FormResult>;
}) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm<{ email: string }>({ resolver: zodResolver(schema) });
  const { errors, isSubmitting } = form.formState;
  if (sentTo)
    return (
      <Callout tone="pine" title="Look into your mail." live="status">
        If there is an account for {sentTo}, a link to choose a new password is on its way. It works for one hour.{" "}
        {keptHere ? <OwnMailLink /> : null}
      </Callout>
    );
  return (
    <FormFrame
      onSubmit={form.handleSubmit(async (values) => {
        const result = await onSubmit(values);
        if (result.ok) setSentTo(values.email);
        else showResult(form, result, ["email"]);
      })}
      problem={errors.root?.message}
      busy={isSubmitting}
      submitLabel="Send the link"
    >
      <Field label="E-mail" error={errors.email?.message}>
        <Input type="email" size="lg" autoComplete="username" autoFocus {...form.register("email")} />
      </Field>
    </FormFrame>
  );
}
