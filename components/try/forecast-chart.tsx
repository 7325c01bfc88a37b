"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { ForecastDay } from "@/core/forecast";
import { DAY_MS } from "@/core/instant";

const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** Mails a day: sent, held for the first time, skipped. The table below says the same to who does not see it. */
export function ForecastChart({ days, startAt }: { days: readonly ForecastDay[]; startAt: Date }) {
  const rows = days.map((day) => ({ ...day, label: words.format(new Date(startAt.getTime() + day.day * DAY_MS)) }));
  return (
    <figure className="m-0">
      <div aria-hidden className="h-44 w-full">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={rows} margin={{ top: 4, right: 0, bottom: 0, left: -24 }} barCategoryGap={1}>
            <CartesianGrid vertical={false} stroke="var(--color-line)" />
            <XAxis dataKey="label" tick={tick} tickLine={false} stroke="var(--color-line2)" minTickGap={24} />
            <YAxis tick={tick} tickLine={false} axisLine={false} allowDecimals={false} />
            <Tooltip
              cursor={{ fill: "var(--color-hover)" }}
              contentStyle={{
                background: "var(--color-surface)",
                border: "1px solid var(--color-line)",
                borderRadius: 8,
                fontSize: 12,
                color: "var(--color-ink)",
              }}
            />
            <Bar dataKey="sent" name="sent" stackId="mails" fill="var(--color-pine)" isAnimationActive={false} />
            <Bar
              dataKey="held"
              name="held first"
              stackId="mails"
              fill="var(--color-amber-mark)"
              isAnimationActive={false}
            />
            <Bar dataKey="skipped" name="skipped" stackId="mails" fill="var(--color-rust)" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="flex gap-3 text-caption text-ink2">
        <Key className="bg-pine">sent</Key>
        <Key className="bg-amber-mark">held first</Key>
        <Key className="bg-rust">skipped</Key>
      </figcaption>
      <table className="sr-only">
        <caption>Mails a day</caption>
        <thead>
          <tr>
            <th>Day</th>
            <th>Sent</th>
            <th>Held first</th>
            <th>Skipped</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.day}>
              <th>{row.label}</th>
              <td>{row.sent}</td>
              <td>{row.held}</td>
              <td>{row.skipped}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const tick = { fill: "var(--color-ink3)", fontSize: 11 };

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-sm ${className}`} />
      {children}
    </span>
  );
}
