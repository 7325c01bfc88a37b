import type { z } from "zod";
import { judgeAttributes } from "@/core/attribute";
import type { ImportedContact } from "@/core/import-csv";
import { type EpochMs, MINUTE_MS, toEpochMs } from "@/core/instant";
import type { JsonObject, JsonValue } from "@/core/json";
import { withWorkspaceSql } from "@/db/client";
import type { AnyTx } from "@/db/query-rows";
import { readDefinitions } from "@/server/services/attributes/read";
import { need, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { type eventContactInput, type eventInput, recordEventsInput } from "@/server/services/events/schemas";
import { type Happening, storeHappenings } from "@/server/services/events/store";
import { withoutDeadlock } from "@/server/services/passing-fault";
import { findProductsByKey } from "@/server/services/products/find-by-key";

type EventInput = z.output<typeof eventInput>;

export interface RecordedEvent {
  /** The caller's own id. */
  readonly id: string;
  readonly signalId: string;
  readonly contactId: string;
  /** false: it had been sent before, and nothing was changed. */
  readonly isNew: boolean;
  /** Keys no product of the workspace has: the purchase counts, but stops no advertising for them. */
  readonly unknownProducts: readonly string[];
  /** Fields whose value is none of their type: kept as it came, and no condition of that type finds it. */
  readonly misfits: readonly string[];
}

const AHEAD_MS = 5 * MINUTE_MS;

/**
 * Stores custom events and purchases: they let people in, move enrollments and goals, and a purchase notes what was bought.
 * All or nothing; idempotent by the caller's ids. @throws InvalidError naming the field, `0.contact.email`
 */
export async function recordEvents(args: VerbArgs<typeof recordEventsInput>): Promise<RecordedEvent[]> {
  const { ctx } = args;
  need(ctx, "contacts.write");
  const events = parseInput(recordEventsInput, args.input);
  const now = toEpochMs(ctx.now());
  const times = events.map((event, index) => instantOf(event, index, now));
  const write = async (tx: AnyTx): Promise<RecordedEvent[]> => {
    const products = await findProductsByKey(
      tx,
      ctx.workspaceId,
      events.flatMap((event) => (event.type === "purchase" ? event.products : [])),
    );
    const stored = await storeHappenings(
      tx,
      ctx,
      "api",
      events.map((event, index) => toHappening(event, times[index] ?? now, products)),
    );
    const definitions = await readDefinitions(tx, ctx.workspaceId);
    return events.map((event, index) => {
      const one = stored[index];
      if (one?.signalId == null) throw new Error("an event was not stored");
      return {
        id: event.id,
        signalId: one.signalId,
        contactId: one.contactId,
        isNew: one.isNew,
        unknownProducts: event.type === "purchase" ? event.products.filter((key) => !products.has(key)) : [],
        misfits: Object.keys(judgeAttributes(definitions, event.contact.attributes ?? {}).misfits),
      };
    });
  };
  return withoutDeadlock(() => withWorkspaceSql(ctx, write));
}

function toHappening(event: EventInput, occurredAt: EpochMs, products: ReadonlyMap<string, string>): Happening {
  const productIds = event.type === "purchase" ? event.products.flatMap((key) => products.get(key) ?? []) : [];
  return {
    contact: toRow(event.contact),
    did: {
      kind: event.type,
      name: event.type === "event" ? event.name : (event.products[0] ?? ""),
      sourceId: event.id,
      occurredAt,
      productIds,
      data: dataOf(event, productIds),
    },
  };
}

function instantOf(event: EventInput, index: number, now: EpochMs): EpochMs {
  if (event.occurredAt === undefined) return now;
  const at = toEpochMs(event.occurredAt);
  if (at > now + AHEAD_MS) throw InvalidError.at(`${index}.occurredAt`, "Lies in the future");
  if (at < 0) throw InvalidError.at(`${index}.occurredAt`, "Lies before 1970");
  return at;
}

export function toRow(contact: z.output<typeof eventContactInput>): ImportedContact {
  const attributes = Object.entries(contact.attributes ?? {}).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as const],
  );
  return {
    email: contact.email ?? null,
    firstName: contact.firstName ?? null,
    lastName: contact.lastName ?? null,
    companyName: contact.company ?? null,
    phone: contact.phone ?? null,
    country: contact.country ?? null,
    timeZone: contact.timeZone ?? null,
    externalId: contact.externalId ?? null,
    tags: contact.tags ?? [],
    attributes: Object.fromEntries(attributes),
  };
}

/** As server/services/enrollments/load-signals.ts reads it: `productIds`, `correlationKey`, `amount`, `currency`. */
function dataOf(event: EventInput, productIds: readonly string[]): JsonObject {
  const data: Record<string, JsonValue> = { ...asJson(event.data ?? {}) };
  if (event.correlationKey !== undefined) data.correlationKey = event.correlationKey;
  if (event.type === "purchase") {
    data.products = event.products;
    data.productIds = [...productIds];
    if (event.amount !== undefined) data.amount = event.amount;
    if (event.currency !== undefined) data.currency = event.currency;
  }
  return data;
}

// Through JSON and back: what is no JSON cannot be stored either.
const asJson = (data: Record<string, unknown>): JsonObject => JSON.parse(JSON.stringify(data)) as JsonObject;
