import { createHash } from "node:crypto";
import { toEpochMs } from "@/core/instant";
import { toStorable } from "@/core/storable-text";
import { withWorkspaceSql } from "@/db/client";
import type { AnyTx } from "@/db/query-rows";
import type { KnownContact } from "@/server/services/contacts/find-known";
import { need, type ServiceContext } from "@/server/services/context";
import { storeHappenings } from "@/server/services/events/store";
import { withoutDeadlock } from "@/server/services/passing-fault";
import { findProductsByKey } from "@/server/services/products/find-by-key";
import { type SegmentMessage, segmentMessage } from "@/server/services/segment/messages";
import { contactOf, occurredAt, productKeysOf, toHappening } from "@/server/services/segment/to-happening";

export interface TakenBatch {
  readonly stored: number;
  /** Messages that say nothing we can keep, by their place: a broken one does not lose the others. */
  readonly dropped: readonly { readonly index: number; readonly reason: string }[];
}

interface Good {
  readonly message: SegmentMessage;
  readonly contact: KnownContact;
  readonly sourceId: string;
}

/**
 * Stores a batch of Segment's messages: all that can be read in one transaction. The same message id again does nothing, so
 * a library may send a batch it got no answer to once more.
 */
export async function takeSegmentBatch(
  ctx: ServiceContext,
  input: { readonly batch: readonly unknown[]; readonly sentAt?: unknown },
): Promise<TakenBatch> {
  need(ctx, "contacts.write");
  const dropped: { index: number; reason: string }[] = [];
  const good = input.batch.flatMap((one, index): Good[] => {
    const parsed = segmentMessage.safeParse(toStorable(one));
    if (!parsed.success) {
      dropped.push({ index, reason: parsed.error.issues[0]?.path.map(String).join(".") || "not a message" });
      return [];
    }
    if (parsed.data.type === "track" && !parsed.data.event?.trim()) {
      dropped.push({ index, reason: "event is missing" });
      return [];
    }
    const contact = contactOf(parsed.data);
    if (contact === null) {
      dropped.push({ index, reason: "userId or anonymousId is missing" });
      return [];
    }
    return [{ message: parsed.data, contact, sourceId: sourceIdOf(parsed.data) }];
  });
  if (good.length > 0) await store(ctx, good, input.sentAt);
  return { stored: good.length, dropped };
}

async function store(ctx: ServiceContext, good: readonly Good[], sentAt: unknown): Promise<void> {
  const now = toEpochMs(ctx.now());
  const write = async (tx: AnyTx): Promise<void> => {
    const products = await findProductsByKey(
      tx,
      ctx.workspaceId,
      good.flatMap(({ message }) => productKeysOf(message)),
    );
    const happenings = good.map(({ message, contact, sourceId }) =>
      toHappening(message, contact, { at: occurredAt(message, sentAt, now), sourceId, products }),
    );
    await storeHappenings(tx, ctx, "segment", happenings);
  };
  await withoutDeadlock(() => withWorkspaceSql(ctx, write));
}

/** Every library gives its messages an id; without one the same words at the same time are the same message. */
function sourceIdOf(message: SegmentMessage): string {
  if (message.messageId != null && message.messageId !== "") return message.messageId;
  return createHash("sha256").update(JSON.stringify(message)).digest("base64url");
}
