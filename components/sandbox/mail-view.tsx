"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { DateTime } from "@/components/ui/date-time";
import { Segmented } from "@/components/ui/segmented";

export interface MailViewProps {
  mail: {
    id: string;
    name: string;
    to: string;
    from: string;
    senderName: string;
    subject: string;
    receivedAt: Date;
    html: string;
    text: string;
    headers: string;
    sequenceName: string | null;
  };
  zone: string;
}

type Part = "html" | "text" | "headers";

/** The mail as the recipient has it. Its links are the real ones and open beside. */
export function MailView({ mail, zone }: MailViewProps) {
  const [part, setPart] = useState<Part>("html");
  return (
    <article aria-label={mail.subject} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-col gap-3 border-line border-b px-5 py-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <h2 className="min-w-0 font-medium font-serif text-title">{mail.subject}</h2>
          <Segmented
            label="Part of the mail"
            size="sm"
            options={[
              { value: "html", label: "Mail" },
              { value: "text", label: "Text" },
              { value: "headers", label: "Headers" },
            ]}
            value={part}
            onValueChange={setPart}
          />
        </div>
        <div className="flex items-start gap-3">
          <Avatar name={mail.senderName || mail.from} />
          <p className="min-w-0 flex-1 text-ink2">
            <span className="font-medium text-ink">{mail.senderName || mail.from}</span> {mail.from}
            <span className="block">
              to {mail.name} ({mail.to}){mail.sequenceName ? <> · from “{mail.sequenceName}”</> : null}
            </span>
          </p>
          <p className="shrink-0 text-ink2">
            <DateTime at={mail.receivedAt} zone={zone} />
          </p>
        </div>
      </header>
      {part === "html" ? (
        <iframe
          key={mail.id}
          title={`Mail to ${mail.name}: ${mail.subject}`}
          srcDoc={mail.html}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          className="min-h-96 w-full flex-1 bg-paper"
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so it must be reachable by keyboard
        <pre tabIndex={0} className="min-h-96 flex-1 overflow-auto whitespace-pre-wrap break-words px-5 py-4 text-sm">
          {part === "text" ? mail.text : mail.headers}
        </pre>
      )}
    </article>
  );
}
