"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { Popover } from "@/components/ui/popover";

const BellList = dynamic(() => import("./bell-list").then((module) => module.BellList), { ssr: false });

/** What happened for me: unread lines by number; pressed, the newest in a list. */
export function Bell({ workspace, zone }: { workspace: string; zone: string }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const lines = useQuery(trpc.notifications.list.queryOptions());
  const unread = lines.data?.unread ?? 0;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      side="right"
      align="end"
      title="Notifications"
      className="w-96"
      trigger={
        <button
          type="button"
          aria-label={unread === 0 ? "Notifications" : `Notifications, ${unread} unread`}
          className="touch-target relative grid size-9 shrink-0 place-items-center rounded-lg text-ink2 transition-colors duration-80 hover:bg-line/50 hover:text-ink"
        >
          <BellIcon aria-hidden="true" className="size-4" strokeWidth={1.75} />
          {unread > 0 ? (
            <span className="-top-0.5 -right-0.5 absolute min-w-4 rounded-pill bg-amber-tint px-1 text-center font-medium text-amber text-micro tabular">
              {unread > 99 ? "99+" : unread}
            </span>
          ) : null}
        </button>
      }
    >
      <BellList workspace={workspace} zone={zone} onGo={() => setOpen(false)} />
    </Popover>
  );
}
