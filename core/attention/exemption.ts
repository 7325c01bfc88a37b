import { z } from "zod";
import { type CapRule, touchClassSchema } from "./rule";
import type { WaitingTouch } from "./touch";

/** What is let past a rule: a sequence, a broadcast, or a class of what other programs send. */
export const exemptSubjectSchema = z.discriminatedUnion("by", [
  z.object({ by: z.literal("sequence"), id: z.string().min(1) }),
  z.object({ by: z.literal("broadcast"), id: z.string().min(1) }),
  z.object({ by: z.literal("api"), class: touchClassSchema }),
]);
export type ExemptSubject = z.infer<typeof exemptSubjectSchema>;

/** A member's word that something need not obey a rule (it still counts). Audited; holds until it is ended. */
export interface Exemption {
  readonly ruleId: string;
  readonly of: ExemptSubject;
  readonly memberId: string;
  readonly reason: string;
}

/** A rule that would have said no, and who allowed the touch past it. Stored with the decision. */
export interface AllowedPast {
  readonly rule: { readonly id: string; readonly version: number; readonly name: string };
  readonly memberId: string;
  readonly reason: string;
}

/**
 * The exemption that lets a touch past a rule; null: it obeys. Only rules of the workspace can be exempted from: the person's
 * own choice, the law, hours and conversations hold as ever.
 */
export function exemptionFor(
  rule: Pick<CapRule, "id">,
  touch: Pick<WaitingTouch, "source" | "class" | "sequenceId">,
  exemptions: readonly Exemption[],
): Exemption | null {
  return exemptions.find(({ ruleId, of }) => ruleId === rule.id && isMeant(of, touch)) ?? null;
}

/** A broadcast's id stands in the touch's `sequenceId`. */
function isMeant(of: ExemptSubject, touch: Pick<WaitingTouch, "source" | "class" | "sequenceId">): boolean {
  if (of.by === "api") return touch.source === "api" && touch.class === of.class;
  return touch.source === of.by && touch.sequenceId === of.id;
}
