import { z } from "zod";
import { describeDuration, durationSchema, toCivilDuration } from "@/core/duration";
import { defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import { doOnce } from "@/core/nodes/do-once";
import { addDuration } from "@/core/schedule-delay";

export const taskSchema = z.object({
  title: z.string().trim().min(1, "Say what to do").max(200, "Shorten it"),
  note: z.string().max(4_000, "Shorten the note"),
  /** Member id, or "owner": the contact's owner, else the sequence's. */
  assignee: z.string().min(1, "Choose who does it").max(64),
  due: durationSchema,
});
export type TaskConfig = z.infer<typeof taskSchema>;

const look = (ctx: NodeContext<TaskConfig>): NodeStep =>
  doOnce(ctx, { do: "task", dueAt: addDuration(ctx.enteredAt, toCivilDuration(ctx.config.due), ctx.world.zone) });

export const taskNode = defineNodeType({
  kind: "task",
  title: "Task",
  hint: "Give a colleague something to do",
  key: "T",
  tone: "slate",
  icon: "bolt",
  shape: "card",
  schema: taskSchema,
  defaults: (): TaskConfig => ({ title: "", note: "", assignee: "owner", due: { amount: 1, unit: "days" } }),
  fields: [
    { path: "title", label: "What to do", control: "merge-line", tab: "Task", placeholder: "Call about the trial" },
    { path: "note", label: "Note", control: "textarea", tab: "Task" },
    { path: "assignee", label: "Who", control: "member", tab: "Task" },
    { path: "due", label: "Due in", control: "duration", tab: "Task" },
  ],
  outlets: () => [{ id: "next", label: "then", required: false }],
  cardTitle: (config) => config.title.trim() || null,
  summary: (config, names) => {
    const who = config.assignee === "owner" ? "the owner" : (names("member", config.assignee) ?? "somebody");
    return `Task for ${who}, due in ${describeDuration(config.due)}`;
  },
  check: (config, ctx) =>
    ctx.lookup.has &&
    config.assignee !== "owner" &&
    config.assignee !== "" &&
    !ctx.lookup.has("member", config.assignee)
      ? [
          {
            nodeId: ctx.node.id,
            path: "assignee",
            code: "member-gone",
            message: "Choose somebody else: this member has left",
            rank: "must",
          },
        ]
      : [],
  enter: look,
  resume: look,
  foresee: (_, at) => ({ outlet: "next", at }),
});
