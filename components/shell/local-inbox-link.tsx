import { Inbox } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

/** Leads to where the mails of a sandbox workspace arrive. */
export function LocalInboxLink({ workspace, narrow }: { workspace: string; narrow: boolean }) {
  const link = (
    <Link
      href={`/sandbox?workspace=${encodeURIComponent(workspace)}`}
      aria-label={narrow ? "Local inbox" : undefined}
      className={cn(
        "flex h-9 min-w-0 items-center gap-2 rounded-lg px-2 text-ink2 text-sm no-underline transition-colors duration-80 hover:bg-hover hover:text-ink",
        narrow && "w-9 justify-center px-0",
      )}
    >
      <Inbox aria-hidden="true" className="size-4 shrink-0" />
      {narrow ? null : "Local inbox"}
    </Link>
  );
  return narrow ? (
    <Tooltip content="Local inbox" side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
