"use client";

import { useQuery } from "@tanstack/react-query";
import { Paperclip } from "lucide-react";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";

const sayBytes = (bytes: number): string =>
  bytes < 1_000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The files on a reply: name, type, size; each is saved, never opened. Nothing where there is none. */
export function ReplyAttachments({ replyId }: { replyId: string }) {
  const trpc = useTRPC();
  const { can, slug } = useWorkspace();
  const mayRead = can("replies.read");
  const list = useQuery({ ...trpc.replies.attachments.queryOptions({ id: replyId }), enabled: mayRead });
  if (!mayRead || !list.data || list.data.length === 0) return null;
  return (
    <ul aria-label="Attachments" className="mt-2 flex flex-col gap-1 text-sm">
      {list.data.map(({ index, name, type, bytes }) => (
        <li key={index} className="flex min-w-0 items-center gap-2">
          <Paperclip aria-hidden="true" className="size-3.5 shrink-0 text-ink3" />
          <a
            href={`/api/replies/${slug}/${replyId}/${index}`}
            download
            className="min-w-0 truncate underline underline-offset-2"
          >
            {name}
          </a>
          <span className="shrink-0 text-caption text-ink3">
            {type}, {sayBytes(bytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}
