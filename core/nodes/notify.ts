import { z } from "zod";
import { defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import { doOnce } from "@/core/nodes/do-once";

export const notifySchema = z.object({
  text: z.string().trim().min(1, "Say what to tell them").max(1_000, "Shorten it"),
  /** Member id, or "owner": the contact's owner, else the sequence's. */
  to: z.string().min(1, "Choose whom to tell").max(64),
});
export type NotifyConfig = z.infer<typeof notifySchema>;

const look = (ctx: NodeContext<NotifyConfig>): NodeStep => doOnce(ctx, { do: "notify" });

export const notifyNode = defineNodeType({
  kind: "notify",
  title: "Tell a colleague",
  hint: "A note to the owner or a member, nothing to the contact",
  key: "N",
  tone: "slate",
  icon: "bolt",
  shape: "card",
  schema: notifySchema,
  defaults: (): NotifyConfig => ({ text: "", to: "owner" }),
  fields: [
    {
      path: "text",
      label: "What to tell them",
      control: "merge-line",
      tab: "Note",
      placeholder: "{{ first_name }} read the prices",
    },
    { path: "to", label: "Whom", control: "member", tab: "Note" },
  ],
  outlets: () => [{ id: "next", label: "then", required: false }],
  summary: (config, names) => {
    const who = config.to === "owner" ? "the owner" : (names("member", config.to) ?? "somebody");
    return `Tell ${who}: ${config.text === "" ? "still to say" : config.text}`;
  },
  check: (config, ctx) =>
    ctx.lookup.has && config.to !== "owner" && config.to !== "" && !ctx.lookup.has("member", config.to)
      ? [
          {
            nodeId: ctx.node.id,
            path: "to",
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
