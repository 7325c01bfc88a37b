"use client";

import { useState } from "react";
import type { ReplyDetail } from "@/components/replies/reply-words";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import { Segmented } from "@/components/ui/segmented";
import { ReplyAttachments } from "./reply-attachments";

type Part = "new" | "html" | "text";

/** What was written: the new words, in their thread; the whole mail in a frame that runs and loads nothing. */
export function ReplyMail({ reply, images, onImages }: { reply: ReplyDetail; images: boolean; onImages: () => void }) {
  const { zone } = useWorkspace();
  const [part, setPart] = useState<Part>("new");
  if (!reply.mayRead)
    return (
      <Callout tone="neutral" title="The words are not shown.">
        Your role may not read what people write. Whoever answers sees them.
      </Callout>
    );
  const options: { value: Part; label: string }[] = [
    { value: "new", label: "What they wrote" },
    ...(reply.html === null ? [] : [{ value: "html" as const, label: "The whole mail" }]),
    { value: "text", label: "As text" },
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="min-w-0 flex-1 truncate font-semibold">{reply.subject || "Without a subject"}</h3>
        <Segmented label="Part of the mail" size="sm" options={options} value={part} onValueChange={setPart} />
      </div>
      <ReplyAttachments replyId={reply.id} />
      {part === "html" && reply.html !== null ? (
        <>
          {reply.remoteImages > 0 && !images ? (
            <Callout
              tone="neutral"
              action={
                <Button size="sm" onClick={onImages}>
                  Show pictures
                </Button>
              }
            >
              {reply.remoteImages} {reply.remoteImages === 1 ? "picture is" : "pictures are"} not loaded: they would
              tell the sender that you look.
            </Callout>
          ) : null}
          <iframe
            title={`Mail of ${reply.contact.name}: ${reply.subject}`}
            srcDoc={reply.html}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
            className="h-96 w-full rounded-lg border border-line bg-paper"
          />
        </>
      ) : part === "text" ? (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so it must be reachable by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-surface px-4 py-3 text-sm"
        >
          {reply.text}
        </pre>
      ) : (
        <ol aria-label="Thread" className="flex flex-col gap-2.5">
          {reply.thread.map((mail) => (
            <li
              key={mail.id}
              className={cn(
                "rounded-card border px-4 py-3",
                mail.way === "out" ? "border-line bg-surface2" : "border-line bg-surface",
                mail.isThis && "border-iris",
              )}
            >
              <p className="flex items-baseline gap-2 text-sm">
                <span className="font-medium">{mail.way === "out" ? `We, as ${mail.who}` : mail.who}</span>
                <span className="ml-auto text-ink3 tabular">
                  <DateTime at={mail.at} zone={zone} />
                </span>
              </p>
              <p
                className={cn(
                  "mt-1 whitespace-pre-wrap break-words",
                  mail.way === "out" && "line-clamp-4 text-ink2 text-sm",
                )}
              >
                {mail.text || mail.subject || "Without words"}
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
