import { z } from "zod";
import { because } from "@/core/because";
import {
  describeDuration,
  describeMinute,
  describeWeekdays,
  durationSchema,
  nominalMs,
  toCivilDuration,
} from "@/core/duration";
import { addMs, DAY_MS, type EpochMs, laterOf } from "@/core/instant";
import { defineNodeType, type Elapse, type NodeContext, type NodeStep } from "@/core/node-type";
import { addDuration, aroundDate, nextTimeOfDay } from "@/core/schedule-delay";

export const delaySchema = z.object({
  mode: z.enum(["for", "until-time", "until-date"]),
  /** mode `for` */
  duration: durationSchema,
  /** Minutes from local midnight, in the person's zone; modes `until-time` and `until-date`. */
  minute: z.int("Give a time").min(0).max(1_439),
  /** Monday 0 to Sunday 6, empty: every day; mode `until-time`. */
  weekdays: z.array(z.int().min(0).max(6)).max(7),
  /** Date attribute of the contact; mode `until-date`. */
  attribute: z.string().max(120),
  /** Days after the date, negative: before; mode `until-date`. */
  offsetDays: z.int("Give whole days").min(-3_650).max(3_650),
});
export type DelayConfig = z.infer<typeof delaySchema>;

type Due = { readonly at: EpochMs } | { readonly missing: true };

/** When the delay ends, counted from the instant of entering, so that a changed length moves those who wait. */
function dueOf(config: DelayConfig, ctx: NodeContext<DelayConfig>, from: EpochMs): Due {
  const { zone, contact } = ctx.world;
  if (config.mode === "for") return { at: addDuration(from, toCivilDuration(config.duration), zone) };
  if (config.mode === "until-time") {
    // Another round that comes back at that very minute waits for the next one.
    const after = ctx.visit > 1 ? addMs(from, 1) : from;
    return { at: nextTimeOfDay(after, { minute: config.minute, weekdays: config.weekdays }, zone) };
  }
  const value = contact.attributes[config.attribute];
  const at = typeof value === "string" ? aroundDate(value, config.offsetDays, config.minute, zone) : null;
  return at === null ? { missing: true } : { at };
}

function look(ctx: NodeContext<DelayConfig>): NodeStep {
  const { config, world, enteredAt } = ctx;
  const due = dueOf(config, ctx, enteredAt);
  // A date that was taken away or moved while somebody waited for it lets them go on now, not from when they came.
  const waitedUntil = ctx.enrollment.position?.effect?.wakeAt ?? null;
  const at = waitedUntil === null ? enteredAt : world.now;
  if ("missing" in due) return { go: "missing", at, because: because("date-missing", { attribute: config.attribute }) };
  if (config.mode === "until-date" && due.at < enteredAt) {
    return { go: "missing", at, because: because("date-passed", { attribute: config.attribute, until: due.at }) };
  }
  const until = addMs(due.at, ctx.pausedMs);
  if (until > world.now)
    return { effect: { type: "sleep", wakeAt: until }, because: because("delay-until", { until }) };
  const isMoved = config.mode === "until-date" && waitedUntil !== null && until < waitedUntil;
  return { go: "next", at: isMoved ? world.now : until, because: because("delay-over", { until }) };
}

function elapse(config: DelayConfig): Elapse {
  if (config.mode === "for") return { minMs: nominalMs(config.duration), maxMs: nominalMs(config.duration) };
  if (config.mode === "until-time")
    return { minMs: 0, maxMs: (describeWeekdays(config.weekdays) === "" ? 1 : 7) * DAY_MS };
  return { minMs: 0, maxMs: null };
}

function summary(config: DelayConfig): string {
  if (config.mode === "for") return `Wait ${describeDuration(config.duration)}`;
  const time = describeMinute(config.minute);
  if (config.mode === "until-time") {
    const days = describeWeekdays(config.weekdays);
    return days === "" ? `Wait until ${time}` : `Wait until ${time}, ${days}`;
  }
  const field = config.attribute === "" ? "a date still to choose" : config.attribute.replaceAll("_", " ");
  if (config.offsetDays === 0) return `Wait until ${field}, ${time}`;
  const days = Math.abs(config.offsetDays);
  return `Wait until ${days} ${days === 1 ? "day" : "days"} ${config.offsetDays < 0 ? "before" : "after"} ${field}, ${time}`;
}

export const delayNode = defineNodeType({
  kind: "delay",
  title: "Wait",
  hint: "Wait for a time, a weekday or a date",
  key: "W",
  tone: "amber",
  icon: "clock",
  shape: "pill",
  schema: delaySchema,
  defaults: (): DelayConfig => ({
    mode: "for",
    duration: { amount: 2, unit: "days" },
    minute: 9 * 60,
    weekdays: [],
    attribute: "",
    offsetDays: 0,
  }),
  fields: [
    {
      path: "mode",
      label: "Wait",
      control: "select",
      tab: "Wait",
      options: [
        { value: "for", label: "for a time" },
        { value: "until-time", label: "until a time of day" },
        { value: "until-date", label: "until a date of the contact" },
      ],
    },
    {
      path: "duration",
      label: "How long",
      control: "duration",
      tab: "Wait",
      visibleWhen: { path: "mode", in: ["for"] },
    },
    {
      path: "attribute",
      label: "Date",
      control: "date-field",
      tab: "Wait",
      visibleWhen: { path: "mode", in: ["until-date"] },
    },
    {
      path: "offsetDays",
      label: "Days after it",
      hint: "Negative: before it",
      control: "number",
      unit: "days",
      min: -3_650,
      max: 3_650,
      tab: "Wait",
      visibleWhen: { path: "mode", in: ["until-date"] },
    },
    {
      path: "minute",
      label: "At",
      hint: "In the person's time zone",
      control: "time-of-day",
      tab: "Wait",
      visibleWhen: { path: "mode", in: ["until-time", "until-date"] },
    },
    {
      path: "weekdays",
      label: "On",
      hint: "None chosen: any day",
      control: "weekdays",
      tab: "Wait",
      visibleWhen: { path: "mode", in: ["until-time"] },
    },
  ],
  outlets: (config) =>
    config.mode === "until-date"
      ? [
          { id: "next", label: "on the day", required: false },
          { id: "missing", label: "no date, or past", required: false, fallsTo: "next", optional: true },
        ]
      : [{ id: "next", label: "then", required: false }],
  summary,
  check: (config, ctx) => {
    if (config.mode !== "until-date") return [];
    const { has } = ctx.lookup;
    const message =
      config.attribute === ""
        ? "Choose the date to wait for"
        : has && !has("attribute", config.attribute)
          ? "Choose another date: this field no longer exists"
          : null;
    return message === null
      ? []
      : [{ nodeId: ctx.node.id, path: "attribute", code: "date-field", message, rank: "must" }];
  },
  enter: look,
  resume: look,
  pauses: (config) => config.mode !== "until-date",
  skipsBy: "next",
  elapse: (config, outlet) => (outlet === "missing" ? { minMs: 0, maxMs: 0 } : elapse(config)),
  foresee: (ctx, at) => {
    const due = dueOf(ctx.config, ctx, at);
    return "missing" in due
      ? { outlet: "missing", at }
      : { outlet: due.at < at ? "missing" : "next", at: laterOf(due.at, at) };
  },
});
