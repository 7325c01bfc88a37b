import { toEmailKey } from "@/core/address";
import { type EpochMs, toEpochMs } from "@/core/instant";
import type { JsonObject, JsonValue } from "@/core/json";
import { isZone } from "@/core/schedule-zone";
import { cutText } from "@/core/storable-text";
import type { KnownContact } from "@/server/services/contacts/find-known";
import type { Happening } from "@/server/services/events/store";
import type { SegmentMessage } from "@/server/services/segment/messages";

type Bag = Readonly<Record<string, unknown>>;

/** Traits that are columns of a contact, or say nothing about a person. */
const COLUMNS = new Set(
  "email firstName first_name firstname lastName last_name lastname name phone company country timezone timeZone time_zone id".split(
    " ",
  ),
);
/** Purchases in Segment's e-commerce specification. */
const PURCHASE = /^order[ _]completed$/i;
const LONGEST_VALUE = 2_000;
const MOST_ATTRIBUTES = 200;
const LONGEST_DATA = 32_000;

const textOf = (value: unknown): string | null => {
  const text = typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
  return text === "" ? null : text;
};
const bagOf = (value: unknown): Bag =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
const cut = (text: string | null, most: number): string | null => (text === null ? null : cutText(text, most));
const first = (bag: Bag, ...names: string[]): string | null => {
  for (const name of names) {
    const text = textOf(bag[name]);
    if (text !== null) return text;
  }
  return null;
};

/** Whom a message is about: by user id, address in the traits, or the visitor's id. Null where it says none of them. */
export function contactOf(message: SegmentMessage): KnownContact | null {
  const traits = traitsOf(message);
  const userId = cut(textOf(message.userId), 200);
  const anonymousId = cut(textOf(message.anonymousId), 200);
  const email =
    first(traits, "email") ?? first(bagOf(message.properties), "email") ?? (userId?.includes("@") ? userId : null);
  const address = email !== null && toEmailKey(email) !== null ? email : null;
  const former = message.type === "alias" ? cut(textOf(message.previousId), 200) : null;
  if (userId === null && address === null && anonymousId === null) return null;
  const isOwn = message.type === "identify" || message.type === "track" || message.type === "page";
  const name = isOwn || message.type === "screen" ? nameOf(traits) : { firstName: null, lastName: null };
  const country = first(traits, "country") ?? first(bagOf(traits.address), "country");
  const zone = first(traits, "timezone", "timeZone", "time_zone");
  return {
    email: address,
    ...name,
    companyName: cut(companyOf(message, traits), 200),
    phone: message.type === "group" ? null : cut(first(traits, "phone"), 40),
    country: country !== null && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : null,
    timeZone: zone !== null && isZone(zone) ? zone : null,
    externalId: userId,
    tags: [],
    attributes: message.type === "identify" ? attributesOf(traits) : groupAttribute(message),
    aliases: [
      ...(anonymousId === null ? [] : [`anonymous:${anonymousId}`]),
      ...(former === null ? [] : [`anonymous:${former}`]),
    ],
    formerId: former,
  };
}

/** A track call's traits stand in its context. Those of a group are the company's. */
function traitsOf(message: SegmentMessage): Bag {
  const carried = bagOf(message.context?.traits);
  return message.type === "identify" ? { ...carried, ...bagOf(message.traits) } : carried;
}

function nameOf(traits: Bag): { firstName: string | null; lastName: string | null } {
  const firstName = first(traits, "firstName", "first_name", "firstname");
  const lastName = first(traits, "lastName", "last_name", "lastname");
  if (firstName !== null || lastName !== null) return { firstName: cut(firstName, 120), lastName: cut(lastName, 120) };
  const [given = null, ...rest] = (first(traits, "name") ?? "").split(/\s+/).filter(Boolean);
  return { firstName: cut(given, 120), lastName: cut(rest.join(" ") || null, 120) };
}

function companyOf(message: SegmentMessage, traits: Bag): string | null {
  if (message.type === "group") return first(bagOf(message.traits), "name");
  return first(traits, "company") ?? first(bagOf(traits.company), "name");
}

const groupAttribute = (message: SegmentMessage): Record<string, string> => {
  const id = message.type === "group" ? cut(textOf(message.groupId), LONGEST_VALUE) : null;
  return id === null ? {} : { group_id: id };
};

/** Other traits as fields: `planName` becomes `plan_name`, one level of objects is flattened, lists are left out. */
function attributesOf(traits: Bag): Record<string, string | number | boolean> {
  const found: [string, string | number | boolean][] = [];
  const add = (name: string, value: unknown) => {
    const key = toAttributeKey(name);
    if (key === null || found.length >= MOST_ATTRIBUTES) return;
    if (typeof value === "string") found.push([key, cutText(value, LONGEST_VALUE)]);
    else if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)))
      found.push([key, value]);
  };
  for (const [name, value] of Object.entries(traits)) {
    if (COLUMNS.has(name) && !(name === "country" && textOf(value)?.length !== 2)) continue;
    if (typeof value === "object")
      for (const [inner, deep] of Object.entries(bagOf(value))) add(`${name}_${inner}`, deep);
    else add(name, value);
  }
  return Object.fromEntries(found);
}

export function toAttributeKey(name: string): string | null {
  const key = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 60);
  return key === "" ? null : key;
}

/** Keys of the products an `Order Completed` names: by sku, else product id, else name. */
export function productKeysOf(message: SegmentMessage): string[] {
  if (!isPurchase(message)) return [];
  const listed = bagOf(message.properties).products;
  const products = Array.isArray(listed) ? listed.map(bagOf) : [bagOf(message.properties)];
  const keys = products.flatMap((one) => first(one, "sku", "product_id", "productId", "name") ?? []);
  return [...new Set(keys.map((key) => cutText(key.toLowerCase(), 80)))].slice(0, 100);
}

const isPurchase = (message: SegmentMessage): boolean => message.type === "track" && PURCHASE.test(message.event ?? "");

/**
 * When it happened, workspace time: as told, corrected by how far the sender's clock was off when it sent (Segment's rule:
 * received − (sent − happened)), and never in the future.
 */
export function occurredAt(message: SegmentMessage, sentAt: unknown, now: EpochMs): EpochMs {
  const told = instantOf(message.timestamp ?? message.originalTimestamp);
  if (told === null) return now;
  const sent = instantOf(message.sentAt ?? sentAt);
  const corrected = sent === null ? told : now - (sent - told);
  return toEpochMs(Math.round(Math.min(corrected > 0 ? corrected : told, now)));
}

/** Null for what says no time, as a zero of some language does (the year 1, or 1970). */
function instantOf(value: unknown): number | null {
  const at = typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) && at > 0 ? at : null;
}

/** What was done, or null where the message only says who somebody is. */
export function toHappening(
  message: SegmentMessage,
  contact: KnownContact,
  of: { at: EpochMs; sourceId: string; products: ReadonlyMap<string, string> },
): Happening {
  if (message.type !== "track" && message.type !== "page" && message.type !== "screen") return { contact, did: null };
  const keys = productKeysOf(message);
  const purchase = isPurchase(message);
  const data = purchase ? purchaseData(message, keys, of.products) : dataOf(message);
  const name = message.type === "track" ? (message.event ?? "") : message.type;
  return {
    contact,
    did: {
      kind: purchase ? "purchase" : "event",
      name: purchase ? (keys[0] ?? "") : cutText(name.trim(), 200),
      sourceId: of.sourceId,
      occurredAt: of.at,
      productIds: keys.flatMap((key) => of.products.get(key) ?? []),
      data,
    },
  };
}

function dataOf(message: SegmentMessage): JsonObject {
  const properties = message.properties ?? {};
  const own: Record<string, unknown> = message.name == null ? properties : { ...properties, name: message.name };
  const text = JSON.stringify(own);
  if (text.length > LONGEST_DATA) return { tooLong: true };
  return JSON.parse(text) as JsonObject; // was JSON a line before
}

function purchaseData(
  message: SegmentMessage,
  keys: readonly string[],
  products: ReadonlyMap<string, string>,
): JsonObject {
  const properties = bagOf(message.properties);
  const data: Record<string, JsonValue> = { ...dataOf(message) };
  data.products = [...keys];
  data.productIds = keys.flatMap((key) => products.get(key) ?? []);
  const amount = Number(properties.total ?? properties.revenue ?? properties.value);
  if (Number.isFinite(amount)) data.amount = amount;
  const currency = first(properties, "currency");
  if (currency !== null) data.currency = currency.toUpperCase();
  const order = first(properties, "order_id", "orderId");
  if (order !== null) data.correlationKey = order;
  return data;
}
