import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { ImportedContact } from "@/core/import-csv";
import { type EpochMs, MINUTE_MS, toEpochMs } from "@/core/instant";
import type { JsonObject, JsonValue } from "@/core/json";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { product, productFact } from "@/db/schema/product";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { type UpsertedContact, upsertContacts } from "@/server/services/contacts/upsert";
import { need, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { type eventContactInput, type eventInput, recordEventsInput } from "@/server/services/events/schemas";
import { recordSignals } from "@/server/services/signals/record";

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
}

const AHEAD_MS = 5 * MINUTE_MS;

/**
 * Stores custom events and purchases: they let people in, move enrollments and goals, and a purchase notes what was bought.
 * All or nothing; idempotent by the caller's ids. @throws InvalidError naming the field, `0.contact.email`
 */
export async function recordEvents(args: VerbArgs<typeof recordEventsInput>): Promise<RecordedEvent[]> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const events = parseInput(recordEventsInput, args.input);
  const now = toEpochMs(ctx.now());
  const times = events.map((event, index) => instantOf(event, index, now));
  return withWorkspace(ctx, async (tx) => {
    const contacts = await upsertContacts(
      tx,
      workspaceId,
      events.map(({ contact }) => toRow(contact)),
      "api",
    );
    const products = await readProducts(tx, workspaceId, events);
    const signals = await recordSignals(
      tx,
      events.map((event, index) => ({
        workspaceId,
        ...idsOf(contacts, index),
        kind: event.type,
        name: event.type === "event" ? event.name : (event.products[0] ?? ""),
        source: "api",
        sourceId: event.id,
        data: dataOf(event, products),
        verdict: "human",
        verdictReasons: ["told-by-api"],
        occurredAt: times[index] ?? now,
      })),
    );
    const fresh = events.map((event, index) => ({
      event,
      at: times[index] ?? now,
      isNew: signals[index]?.isNew === true,
      index,
    }));
    await noteBought(
      tx,
      fresh
        .filter(({ isNew }) => isNew)
        .flatMap(({ event, at, index }) =>
          productIdsOf(event, products).map((productId) => ({
            id: newId("productFact"),
            workspaceId,
            personId: idsOf(contacts, index).personId,
            productId,
            fact: "bought",
            source: "purchase",
            sourceRef: signals[index]?.id ?? null,
            occurredAt: new Date(at),
          })),
        ),
    );
    await tellContactsChanged(tx, ctx, {
      contactIds: contacts.map(({ contactId }) => contactId),
      personIds: contacts.map(({ personId }) => personId),
    });
    return fresh.map(({ event, isNew, index }) => ({
      id: event.id,
      signalId: signals[index]?.id ?? "",
      contactId: idsOf(contacts, index).contactId,
      isNew,
      unknownProducts: event.type === "purchase" ? event.products.filter((key) => !products.has(key)) : [],
    }));
  });
}

function instantOf(event: EventInput, index: number, now: EpochMs): EpochMs {
  if (event.occurredAt === undefined) return now;
  const at = toEpochMs(event.occurredAt);
  if (at > now + AHEAD_MS) throw InvalidError.at(`${index}.occurredAt`, "Lies in the future");
  return at;
}

function idsOf(contacts: readonly UpsertedContact[], index: number) {
  const found = contacts[index];
  if (!found) throw new Error("an event lost its contact");
  return { contactId: found.contactId, personId: found.personId };
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
    phone: null,
    country: null,
    timeZone: null,
    externalId: contact.externalId ?? null,
    tags: contact.tags ?? [],
    attributes: Object.fromEntries(attributes),
  };
}

async function readProducts(tx: Tx, workspaceId: string, events: readonly EventInput[]): Promise<Map<string, string>> {
  const keys = [...new Set(events.flatMap((event) => (event.type === "purchase" ? event.products : [])))];
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select({ id: product.id, key: product.key })
    .from(product)
    .where(and(eq(product.workspaceId, workspaceId), inArray(product.key, keys)));
  return new Map(rows.map(({ id, key }) => [key, id]));
}

const productIdsOf = (event: EventInput, products: ReadonlyMap<string, string>): string[] =>
  event.type === "purchase" ? event.products.flatMap((key) => products.get(key) ?? []) : [];

/** As server/services/enrollments/load-signals.ts reads it: `productIds`, `correlationKey`, `amount`, `currency`. */
function dataOf(event: EventInput, products: ReadonlyMap<string, string>): JsonObject {
  const data: Record<string, JsonValue> = { ...asJson(event.data ?? {}) };
  if (event.correlationKey !== undefined) data.correlationKey = event.correlationKey;
  if (event.type === "purchase") {
    data.products = event.products;
    data.productIds = productIdsOf(event, products);
    if (event.amount !== undefined) data.amount = event.amount;
    if (event.currency !== undefined) data.currency = event.currency;
  }
  return data;
}

// Through JSON and back: what is no JSON cannot be stored either.
const asJson = (data: Record<string, unknown>): JsonObject => JSON.parse(JSON.stringify(data)) as JsonObject;

async function noteBought(tx: Tx, rows: readonly (typeof productFact.$inferInsert)[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(productFact)
      .values([...rows])
      .onConflictDoNothing();
}
