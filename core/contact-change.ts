import type { ContactChange } from "@/core/effect";
import type { ContactFacts, ProductFact } from "@/core/facts";
import type { EpochMs } from "@/core/instant";
import type { JsonValue } from "@/core/json";
import { toIsoDate, zoneCalendar } from "@/core/schedule-zone";

/** The facts after an update step. `now` as a value is the civil date in the zone. Adding to what is no number starts at 0. */
export function applyChanges(
  contact: ContactFacts,
  changes: readonly ContactChange[],
  now: EpochMs,
  zone: string,
): ContactFacts {
  return changes.reduce((facts, change) => applyChange(facts, change, now, zone), contact);
}

function applyChange(contact: ContactFacts, change: ContactChange, now: EpochMs, zone: string): ContactFacts {
  if (change.set === "tag") return { ...contact, tags: toggled(contact.tags, change.tag, change.to) };
  if (change.set === "product") {
    const facts = toggled<ProductFact>(contact.products[change.productId] ?? [], change.fact, change.to);
    return { ...contact, products: { ...contact.products, [change.productId]: facts } };
  }
  const before = contact.attributes[change.key];
  const value: JsonValue =
    change.to === "clear"
      ? null
      : change.to === "value"
        ? change.value
        : change.to === "now"
          ? toIsoDate(zoneCalendar(zone).dayOf(now))
          : (typeof before === "number" ? before : 0) + change.amount;
  return { ...contact, attributes: { ...contact.attributes, [change.key]: value } };
}

const toggled = <T>(list: readonly T[], item: T, to: "add" | "remove"): T[] =>
  to === "remove" ? list.filter((one) => one !== item) : list.includes(item) ? [...list] : [...list, item];
