"use client";

import { type DateStyle, formatInstant, formatRelative, toZoneName } from "./date-format";
import { useLive } from "./use-live";

export interface DateTimeProps {
  at: Date | string | number;
  /** The zone it is about: the person's, the sender's. IANA name. */
  zone: string;
  format?: DateStyle | "relative";
  /** For `relative`, and to leave out this year: the workspace's now. */
  now?: Date;
  /** Says the town after the time. */
  showZone?: boolean;
  className?: string | undefined;
}

const readOwnZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time in the zone it is about; the title has it in the reader's zone and UTC as well. */
export function DateTime({ at, zone, format = "short", now, showZone = false, className }: DateTimeProps) {
  // The server does not know the reader's zone: the title gains it after hydration.
  const own = useLive() ? readOwnZone() : null;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not an instant: ${String(at)}`);

  const zones = new Map([[zone, toZoneName(zone)]]);
  if (own && !zones.has(own)) zones.set(own, `your time, ${toZoneName(own)}`);
  if (!zones.has("UTC")) zones.set("UTC", "UTC");
  const title = Array.from(zones, ([name, words]) => `${formatInstant(date, name, "full")} (${words})`).join("\n");

  const words =
    format === "relative"
      ? formatRelative(date, now ?? new Date())
      : formatInstant(date, zone, format, now?.getUTCFullYear() ?? new Date().getUTCFullYear());
  return (
    <time dateTime={date.toISOString()} title={title} className={className} suppressHydrationWarning>
      {words}
      {showZone ? ` ${toZoneName(zone)}` : null}
    </time>
  );
}
