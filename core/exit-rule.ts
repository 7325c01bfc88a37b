import { z } from "zod";
import { conditionSchema, describeCondition } from "@/core/audience";
import { because } from "@/core/because";
import { conditionNow, firstSignal } from "@/core/interrupt";
import { laterNames } from "@/core/names";
import type { Interrupt } from "@/core/node-type";
import { describeSignal, signalFilterSchema } from "@/core/signal-filter";
import { happenedAt } from "@/core/wait-outcome";

/** What ends an enrollment from anywhere, also in a sleep. */
export const exitRuleSchema = z.discriminatedUnion("by", [
  z.object({
    id: z.string().min(1).max(64),
    by: z.literal("signal"),
    filter: signalFilterSchema,
    /** `sequence`: only in answer to mails of this enrollment. */
    scope: z.enum(["sequence", "anywhere"]),
  }),
  z.object({ id: z.string().min(1).max(64), by: z.literal("condition"), when: conditionSchema }),
  /** Left all marketing and sales, or may not be written to at all. */
  z.object({ id: z.string().min(1).max(64), by: z.literal("unsubscribe") }),
]);
export type ExitRule = z.infer<typeof exitRuleSchema>;

/** "replies", "is a customer"; names stand in it as `fillNames` reads them. */
export function describeExit(rule: ExitRule): string {
  if (rule.by === "signal") return describeSignal(rule.filter, laterNames);
  return rule.by === "condition" ? describeCondition(rule.when, laterNames) : "unsubscribes";
}

export function toInterrupt(rule: ExitRule): Interrupt {
  const label = describeExit(rule);
  const exit = (signalId: string | null, facts = {}) => because("exit", { exitId: rule.id, label, signalId, facts });
  return {
    endReason: "exit-rule",
    goalId: null,
    jump: null,
    met: (ctx) => {
      if (rule.by === "signal") {
        const signal = firstSignal(rule.filter, rule.scope, ctx);
        return signal === null ? null : { at: happenedAt(signal), because: exit(signal.id) };
      }
      if (rule.by === "condition") {
        const held = conditionNow(rule.when, ctx);
        return held === null ? null : { at: held.at, because: exit(null, held.facts) };
      }
      const { suppressed } = ctx.world.contact;
      return suppressed === "no" ? null : { at: ctx.world.now, because: exit(null, { suppressed }) };
    },
  };
}
