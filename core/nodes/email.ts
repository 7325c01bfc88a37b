import { z } from "zod";
import { touchClassSchema } from "@/core/attention/rule";
import { because } from "@/core/because";
import { briefingSchema, emptyBriefing } from "@/core/briefing";
import { addMs, DAY_MS, laterOf } from "@/core/instant";
import { type CheckContext, defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import { hoursLayerSchema } from "@/core/schedule-hours";

export const emailSchema = z.object({
  senderId: z.string().min(1, "Choose who sends it").max(64),
  topicId: z.string().min(1, "Choose what it is about").max(64),
  class: touchClassSchema,
  subject: z.string().trim().min(1, "Add a subject line").max(300, "Shorten the subject line"),
  preview: z.string().max(300, "Shorten the preview"),
  body: z.string().trim().min(1, "Write the mail").max(200_000, "Shorten the mail"),
  /** Stable ids of the tracked links, in reading order; kept over edits by core/merge-link. */
  links: z.array(z.object({ id: z.string(), url: z.string(), label: z.string() })),
  thread: z.discriminatedUnion("mode", [
    z.object({ mode: z.literal("new") }),
    /** In the thread of an earlier email step. */
    z.object({ mode: z.literal("reply"), nodeId: z.string().max(64) }),
  ]),
  priority: z.int().min(0, "From 0 to 100").max(100, "From 0 to 100"),
  shelfLifeDays: z.int("Give whole days").min(1, "Give at least 1 day").max(90, "At most 90 days"),
  mayRepeat: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("never") }),
    z.object({ kind: z.literal("after"), days: z.int().min(1, "Give at least 1 day").max(3_650) }),
    z.object({ kind: z.literal("once_per_key") }),
  ]),
  /** Products it promotes: never to somebody who bought one or cannot use it. */
  productIds: z.array(z.string()).max(20),
  /** What a full cap does to it: as the rule says, or hold, or skip. */
  atCap: z.enum(["rule", "hold", "skip"]),
  hours: hoursLayerSchema.nullable(),
  /** Copies and edits of one template share it; empty: this step is its own family. */
  templateFamily: z.string().max(64),
  /** The wording it started from: text is copied, so the template may change without changing what was published. */
  template: z
    .object({ id: z.string().max(64), version: z.int().min(1) })
    .nullable()
    .default(null),
  /** For those who answer the telephone; versions from before it was asked for have none. */
  briefing: briefingSchema.default(emptyBriefing),
});
export type EmailConfig = z.infer<typeof emailSchema>;

function look(ctx: NodeContext<EmailConfig>, remake: boolean): NodeStep {
  const touch = ctx.world.touches[ctx.key];
  const at = touch === undefined ? ctx.enteredAt : laterOf(touch.at, ctx.enteredAt);
  const reason = touch?.reason ?? "";
  if (touch?.state === "accepted" || touch?.state === "observed") {
    return { go: "next", at, because: because("accepted", { at: touch.at }) };
  }
  if (touch?.state === "unknown") return { go: "next", at, because: because("unknown", { at: touch.at }) };
  if (touch?.state === "skipped") return { go: "skipped", at, because: because("skipped", { reason }) };
  if (touch?.state === "failed") return { go: "skipped", at, because: because("failed", { reason }) };
  // A move to another version withdraws the touch and makes it anew under the same key.
  if (touch?.state === "withdrawn" && !remake) {
    return { go: "skipped", at, because: because("withdrawn", { by: reason }) };
  }
  const dueAt = addMs(ctx.enteredAt, ctx.pausedMs);
  return {
    effect: { type: "send", dueAt, deadlineAt: addMs(dueAt, ctx.config.shelfLifeDays * DAY_MS) },
    because: because("sending", {}),
  };
}

function check(config: EmailConfig, ctx: CheckContext): Problem[] {
  const nodeId = ctx.node.id;
  const problems: Problem[] = [];
  const must = (path: string, code: string, message: string) =>
    problems.push({ nodeId, path, code, message, rank: "must" });
  const { has } = ctx.lookup;
  if (has && config.senderId !== "" && !has("sender", config.senderId))
    must("senderId", "sender-gone", "Choose another sender: this one no longer exists");
  if (has && config.topicId !== "" && !has("topic", config.topicId))
    must("topicId", "topic-gone", "Choose another topic: this one no longer exists");
  config.productIds.forEach((id, index) => {
    if (has && !has("product", id))
      must(`productIds.${index}`, "product-gone", "Take out the product that no longer exists");
  });
  if (config.thread.mode === "reply") {
    if (config.thread.nodeId === "")
      must("thread.nodeId", "thread-empty", "Choose the email whose thread it continues");
    else if (ctx.afterMail(config.thread.nodeId) === "never") {
      must("thread.nodeId", "thread-never", "Choose an email that comes before this one, or start a new thread");
    } else if (ctx.afterMail(config.thread.nodeId) === "maybe") {
      problems.push({
        nodeId,
        path: "thread.nodeId",
        code: "thread-maybe",
        message: "Some people come here without that email; for them it starts a new thread",
        rank: "look",
      });
    }
  }
  if ((ctx.inLoop || ctx.reenters) && config.mayRepeat.kind === "never") {
    problems.push({
      nodeId,
      path: "mayRepeat",
      code: "would-repeat",
      message: ctx.inLoop
        ? "A second round would skip this email as a repeat within 180 days. Say when it may repeat"
        : "People who enter again within 180 days would not get this email. Say when it may repeat",
      rank: "look",
    });
  }
  // What the templates of core/sequence-templates put where nobody has answered yet.
  if (config.body.includes("://your-site.example")) {
    must("body", "placeholder-link", "Put your own address into the link");
  }
  problems.push(...ctx.checkMail(config));
  return problems;
}

export const emailNode = defineNodeType({
  kind: "email",
  title: "Email",
  hint: "Send a mail, when the rules allow",
  key: "E",
  tone: "pine",
  icon: "mail",
  shape: "card",
  schema: emailSchema,
  defaults: (): EmailConfig => ({
    senderId: "",
    topicId: "",
    class: "marketing",
    subject: "",
    preview: "",
    body: "",
    links: [],
    thread: { mode: "new" },
    priority: 50,
    shelfLifeDays: 7,
    mayRepeat: { kind: "never" },
    productIds: [],
    atCap: "rule",
    hours: null,
    templateFamily: "",
    template: null,
    briefing: emptyBriefing,
  }),
  fields: [
    { path: "template", label: "Template", control: "mail-template", tab: "Message" },
    { path: "subject", label: "Subject", control: "merge-line", tab: "Message", placeholder: "What is it about?" },
    {
      path: "preview",
      label: "Preview",
      hint: "The line shown after the subject",
      control: "merge-line",
      tab: "Message",
    },
    { path: "body", label: "Text", control: "mail-body", tab: "Message" },
    { path: "senderId", label: "From", control: "sender", tab: "Message" },
    {
      path: "thread",
      label: "Thread",
      hint: "A reply keeps the subject of the earlier email",
      control: "thread",
      tab: "Message",
    },
    {
      path: "class",
      label: "Kind of message",
      control: "select",
      tab: "Timing",
      options: [
        { value: "marketing", label: "Marketing", hint: "Obeys caps and counts" },
        { value: "sales", label: "Sales", hint: "Obeys caps and counts" },
        { value: "transactional", label: "Transactional", hint: "Receipts and notices: neither obeys nor counts" },
      ],
    },
    { path: "topicId", label: "Topic", hint: "People choose topics; caps count them", control: "topic", tab: "Timing" },
    {
      path: "priority",
      label: "Priority",
      hint: "When several mails want the same day, the higher goes first",
      control: "number",
      tab: "Timing",
      min: 0,
      max: 100,
    },
    {
      path: "shelfLifeDays",
      label: "Still worth sending for",
      control: "number",
      tab: "Timing",
      min: 1,
      max: 90,
      unit: "days",
    },
    {
      path: "hours",
      label: "Hours for this email",
      hint: "Left empty: those of the sequence",
      control: "weekly-hours",
      tab: "Timing",
    },
    { path: "mayRepeat", label: "The same mail again", control: "repeat", tab: "Who skips" },
    {
      path: "productIds",
      label: "Promotes",
      hint: "Skips people who bought it or cannot use it",
      control: "products",
      tab: "Who skips",
    },
    {
      path: "atCap",
      label: "When a limit is reached",
      control: "select",
      tab: "Who skips",
      options: [
        { value: "rule", label: "As the rule says" },
        { value: "hold", label: "Hold until there is room" },
        { value: "skip", label: "Skip this email" },
      ],
    },
    {
      path: "briefing",
      label: "Briefing",
      hint: "Shown to support and whoever picks up the telephone",
      control: "briefing",
      tab: "Briefing",
    },
  ],
  outlets: () => [
    { id: "next", label: "sent", required: false },
    { id: "skipped", label: "skipped", required: false, fallsTo: "next", optional: true },
  ],
  cardTitle: (config) => config.subject.trim() || null,
  summary: (config, names) => {
    if (config.thread.mode === "reply") return "Reply in the same thread";
    const sender = config.senderId === "" ? null : names("sender", config.senderId);
    const topic = config.topicId === "" ? null : names("topic", config.topicId);
    if (sender === null) return "No sender yet";
    return topic === null ? `From ${sender}` : `From ${sender} · ${topic}`;
  },
  check,
  enter: (ctx) => look(ctx, false),
  resume: (ctx, event) => look(ctx, event.type === "migrated"),
  sends: true,
  foresee: (_, at) => ({ outlet: "next", at }),
  refersTo: (config) =>
    config.thread.mode === "reply" ? [{ path: "thread.nodeId", nodeId: config.thread.nodeId }] : [],
});
