import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { DateTime } from "@/components/ui/date-time";
import type { AppRouter } from "@/server/api/root";

export type HeldItem = inferRouterOutputs<AppRouter>["attention"]["held"]["items"][number];

/** Messages that wait for their turn, each with whom it is for and why it waits. */
export function HeldList({
  items,
  workspace,
  zone,
  now,
}: {
  items: readonly Pick<
    HeldItem,
    "touchId" | "contact" | "title" | "reason" | "heldUntil" | "enrollmentId" | "sequenceName"
  >[];
  workspace: string;
  zone: string;
  now: Date;
}) {
  return (
    <ul className="flex flex-col">
      {items.map(({ touchId, contact, title, reason, heldUntil, enrollmentId, sequenceName }) => (
        <li
          key={touchId}
          className="relative flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-b px-5 py-2.5 last:border-b-0 hover:bg-surface2"
        >
          <span className="min-w-0 flex-1 basis-72">
            <Link
              href={`/${workspace}/contacts/${contact.id}${enrollmentId ? `?path=${enrollmentId}` : ""}`}
              prefetch={false}
              className="font-medium text-ink no-underline after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-pine focus-visible:after:-outline-offset-2"
            >
              {contact.name}
            </Link>
            <span className="text-ink2">
              {" "}
              {title}
              {sequenceName ? `, ${sequenceName}` : ""}
            </span>
            {reason ? <span className="block text-amber text-sm">{reason}</span> : null}
          </span>
          <span className="text-ink3 text-sm tabular">
            {heldUntil ? <DateTime at={heldUntil} zone={zone} now={now} /> : "No date yet"}
          </span>
        </li>
      ))}
    </ul>
  );
}
