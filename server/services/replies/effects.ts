import type { EnrollmentState } from "@/core/enrollment";
import { toDate } from "@/core/instant";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { replyEffect } from "@/db/schema/inbound-mail";
import type { ReplyToApply } from "@/server/services/replies/apply";

/** One thing a reply did. `before`: the enrollment as it stood, for playing the decision again. */
export type NewEffect =
  | {
      readonly kind: "stopped" | "paused" | "went_on";
      readonly enrollmentId: string;
      readonly before: EnrollmentState;
    }
  | { readonly kind: "suppressed" | "asked" }
  | { readonly kind: "barred"; readonly barredUntil: Date | null; readonly barredBy: string | null };

/** Writes down what a reply does, beside doing it, in the same transaction. */
export async function noteEffects(
  tx: Tx,
  { workspaceId, inboundMailId, at }: Pick<ReplyToApply, "workspaceId" | "inboundMailId" | "at">,
  effects: readonly NewEffect[],
): Promise<void> {
  if (effects.length === 0) return;
  await tx
    .insert(replyEffect)
    .values(
      effects.map((one) => ({ id: newId("replyEffect"), workspaceId, inboundMailId, doneAt: toDate(at), ...one })),
    );
}
