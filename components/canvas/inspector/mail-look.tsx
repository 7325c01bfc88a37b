"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { judgeMailSize } from "@/core/mail-size";
import type { EmailConfig } from "@/core/nodes/email";
import type { MailLook } from "./frame-source";
import { MailFrame } from "./mail-frame";

const looks = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "phone", label: "Phone" },
  { value: "text", label: "Text" },
] as const satisfies readonly { value: MailLook | "text"; label: string }[];

const textStyle =
  "h-72 overflow-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-surface px-3 py-2.5 text-sm";

/** The mail as it will be sent, written by the server: in light, dark, on a phone or as plain text; its size, and a test to oneself. */
export function MailLooks({
  contactId,
  config,
  teamId,
}: {
  contactId: string;
  config: EmailConfig;
  teamId: string | null;
}) {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const [look, setLook] = useState<MailLook | "text">("light");
  const missing = missingOf(config);
  const { senderId, subject, preview, body } = config;
  const wording = { contactId, senderId, class: config.class, teamId, subject, preview, body };
  const mail = useQuery({
    ...trpc.mailTemplates.preview.queryOptions(wording),
    enabled: missing === null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const test = useMutation(
    trpc.mailTemplates.sendTest.mutationOptions({
      onSuccess: ({ sentTo, bytes }) =>
        notify({
          title: `A test is on its way to ${sentTo}`,
          description: `It is ${judgeMailSize(bytes).words} large.`,
        }),
      onError: notifyFailure,
    }),
  );
  if (missing !== null) return <p className="mt-2 text-ink2 text-sm">{missing}</p>;
  if (mail.error && !mail.data)
    return <Failure onRetry={() => void mail.refetch()}>{errorMessage(mail.error)}</Failure>;
  if (!mail.data) return <Skeleton className="mt-2 h-72 w-full" />;
  const size = mail.data.ok ? judgeMailSize(mail.data.bytes) : null;
  return (
    <div className="mt-2 flex flex-col gap-2">
      <Segmented label="How it is shown" size="sm" options={looks} value={look} onValueChange={setLook} />
      {!mail.data.ok ? (
        <p className="text-amber text-sm">{mail.data.reason}</p>
      ) : look === "text" ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so it must be reachable by keyboard
        <pre tabIndex={0} className={textStyle}>
          {mail.data.text}
        </pre>
      ) : (
        <MailFrame html={mail.data.html} look={look} className="h-72" />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {size ? (
          <span className={size.is === "fine" ? "text-caption text-ink2 tabular" : "text-amber text-sm"}>
            {size.words}
            {size.warning ? `. ${size.warning}.` : ""}
          </span>
        ) : null}
        {can("sequences.write") ? (
          <Button
            size="sm"
            className="ml-auto"
            busy={test.isPending}
            disabled={!mail.data.ok}
            onClick={() => test.mutate(wording)}
          >
            Send me a test
          </Button>
        ) : null}
      </div>
      {look === "dark" ? (
        <p className="text-caption text-ink3">As programs show it that turn the colours of a mail around.</p>
      ) : null}
    </div>
  );
}

/** What the mail still needs before it can be shown. */
function missingOf({ subject, body, senderId }: EmailConfig): string | null {
  if (subject.trim() === "") return "Add a subject line to see it as it will be sent.";
  if (body.trim() === "") return "Write the mail to see it as it will be sent.";
  return senderId === "" ? "Choose who sends it to see it as it will be sent." : null;
}
