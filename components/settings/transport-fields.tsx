"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";

export type Transport = "sandbox" | "smtp" | "resend";

export interface TransportDraft {
  readonly transport: Transport;
  /** What it signs in with; empty where it is not given. */
  readonly secret: string;
}

const options = [
  { value: "sandbox", label: "Local inbox" },
  { value: "smtp", label: "SMTP" },
  { value: "resend", label: "Resend" },
] as const;

export const transportOf = (name: string | undefined): Transport =>
  options.find(({ value }) => value === name)?.value ?? "sandbox";

/** As the API takes it. */
export function toCredentials({ transport, secret }: TransportDraft) {
  if (transport === "sandbox") return { transport };
  return transport === "smtp" ? { transport, url: secret.trim() } : { transport, apiKey: secret.trim() };
}

/** Through what a sender leaves, and what it signs in with. @param keeps one is kept already, and an empty field keeps it */
export function TransportFields({
  value,
  onChange,
  keeps,
  errors,
}: {
  value: TransportDraft;
  onChange: (value: TransportDraft) => void;
  keeps: boolean;
  errors: Readonly<Record<string, string>>;
}) {
  const { transport, secret } = value;
  return (
    <>
      <Segmented
        label="Leaves through"
        options={options}
        value={transport}
        onValueChange={(chosen) => onChange({ transport: chosen, secret: "" })}
      />
      {transport === "sandbox" ? null : (
        <Field
          label={transport === "smtp" ? "Server and sign-in" : "API key"}
          hint={
            keeps
              ? "One is kept. Enter another to replace it."
              : transport === "smtp"
                ? "smtps://user:password@mail.company.com:465"
                : "Begins with re_. It is kept sealed."
          }
          error={errors["credentials.url"] ?? errors["credentials.apiKey"] ?? errors.credentials}
        >
          <Input
            type="password"
            autoComplete="off"
            value={secret}
            onValueChange={(typed) => onChange({ transport, secret: typed })}
          />
        </Field>
      )}
    </>
  );
}
