"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormFrame } from "./form-frame";
import { type FormResult, showResult } from "./form-result";

const schema = z.object({ code: z.string().trim().min(6, "Type the code"), trustDevice: z.boolean() });
export type TwoFactorValues = z.infer<typeof schema> & { backup: boolean };

export function TwoFactorForm({ onSubmit }: { onSubmit: (values: TwoFactorValues) => Promise<FormResult> }) {
  const [backup, setBackup] = useState(false);
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { trustDevice: false },
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <div className="flex flex-col gap-3">
      <FormFrame
        onSubmit={form.handleSubmit(async (values) =>
          showResult(form, await onSubmit({ ...values, backup }), ["code"]),
        )}
        problem={errors.root?.message}
        busy={isSubmitting}
        submitLabel="Go on"
      >
        <Field
          label={backup ? "Backup code" : "Code of your authenticator app"}
          hint={backup ? "Each of them works once." : "Six digits; a new one every 30 seconds."}
          error={errors.code?.message}
        >
          <Input
            size="lg"
            autoFocus
            inputMode={backup ? "text" : "numeric"}
            autoComplete="one-time-code"
            className="tabular tracking-[0.2em]"
            {...form.register("code")}
          />
        </Field>
        <Checkbox
          checked={form.watch("trustDevice")}
          onCheckedChange={(checked) => form.setValue("trustDevice", checked)}
          label="Do not ask again on this device"
        />
      </FormFrame>
      <Button
        variant="quiet"
        onClick={() => {
          setBackup(!backup);
          form.reset({ code: "", trustDevice: form.getValues("trustDevice") });
        }}
      >
        {backup ? "Use the authenticator app" : "Use a backup code"}
      </Button>
    </div>
  );
}
