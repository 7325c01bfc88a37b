"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormFrame } from "./form-frame";
import { type FormResult, showResult } from "./form-result";

const schema = z.object({ name: z.string().trim().min(1, "Give it a name").max(120) });

export function CreateWorkspaceForm({ onSubmit }: { onSubmit: (values: { name: string }) => Promise<FormResult> }) {
  const form = useForm<{ name: string }>({ resolver: zodResolver(schema) });
  const { errors, isSubmitting } = form.formState;
  return (
    <FormFrame
      onSubmit={form.handleSubmit(async (values) => showResult(form, await onSubmit(values), ["name"]))}
      problem={errors.root?.message}
      busy={isSubmitting}
      submitLabel="Create the workspace"
    >
      <Field label="Company or brand" error={errors.name?.message} hint="Everything it sends is counted together.">
        <Input size="lg" autoComplete="organization" autoFocus {...form.register("name")} />
      </Field>
    </FormFrame>
  );
}
