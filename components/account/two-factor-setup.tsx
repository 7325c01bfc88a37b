"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { QrCode } from "./qr-code";

/** What the server made: the app's secret (null: the app is known already) and the codes for when it is lost. */
export interface Enrolling {
  readonly uri: string | null;
  readonly backupCodes: readonly string[];
}

/** The secret as a picture and in letters, the backup codes, and a first code as proof that the app has it. */
export function TwoFactorSetup({
  enrolling,
  confirm,
  onDone,
}: {
  enrolling: Enrolling;
  confirm: boolean;
  onDone: () => void;
}) {
  const { uri, backupCodes } = enrolling;
  const secret = uri === null ? "" : (new URL(uri).searchParams.get("secret") ?? "");
  return (
    <div className="flex flex-col gap-5">
      {uri === null ? null : (
        <section className="flex flex-col gap-3">
          <h3 className="font-medium">1. Scan this with your authenticator app</h3>
          <div className="flex flex-wrap items-center gap-5">
            <QrCode text={uri} label="Code to scan with an authenticator app" />
            <p className="min-w-0 flex-1 basis-52 text-ink2 text-sm">
              Cannot scan? Type this key into the app:
              <code data-secret className="mt-1 block break-all text-base text-ink">
                {secret.match(/.{1,4}/g)?.join(" ")}
              </code>
            </p>
          </div>
        </section>
      )}
      <section className="flex flex-col gap-2">
        <h3 className="font-medium">{uri === null ? "Your new backup codes" : "2. Keep these backup codes"}</h3>
        <p className="text-ink2 text-sm">
          Each signs you in once when the phone is not at hand. They are not shown again.
        </p>
        <ul
          aria-label="Backup codes"
          className="grid w-fit grid-cols-2 gap-x-8 gap-y-1 rounded-lg border border-line bg-surface2 px-4 py-3 font-mono text-sm"
        >
          {backupCodes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyCodes codes={backupCodes} />
      </section>
      {confirm ? (
        <Confirm onDone={onDone} />
      ) : (
        <Button className="self-start" variant="primary" onClick={onDone}>
          I have kept them
        </Button>
      )}
    </div>
  );
}

function CopyCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Button
      size="sm"
      className="self-start"
      onClick={() =>
        void navigator.clipboard.writeText(codes.join("\n")).then(
          () => notify({ title: "Copied" }),
          () => notify({ title: "This browser did not let us copy", description: "Mark the codes.", tone: "error" }),
        )
      }
    >
      Copy codes
    </Button>
  );
}

function Confirm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const confirm = useMutation(
    trpc.account.confirmTwoFactor.mutationOptions({
      onSuccess: async () => {
        notify({
          title: "Two-factor sign-in is on",
          description: "From the next sign-in on you are asked for a code.",
        });
        onDone();
        await queries.invalidateQueries({ queryKey: trpc.account.pathKey() });
      },
    }),
  );
  const error = confirm.error ? (fieldErrors(confirm.error).code ?? errorMessage(confirm.error)) : undefined;
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        confirm.mutate({ code });
      }}
    >
      <Field label="3. Code the app shows now" error={error} className="max-w-56">
        <Input
          inputMode="numeric"
          autoComplete="one-time-code"
          className="tabular tracking-[0.2em]"
          value={code}
          onValueChange={setCode}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={confirm.isPending}>
          Turn on
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
