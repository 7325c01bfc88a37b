import { toAttributeDrafts } from "@/core/attribute-draft";
import type { ContactFacts } from "./journey-data";

/** A contact as the form shows it. An inferred zone is left open: saved, it would no longer follow the country. */
export const toDraft = (contact: ContactFacts) => ({
  email: contact.email ?? "",
  firstName: contact.firstName ?? "",
  lastName: contact.lastName ?? "",
  companyName: contact.company?.name ?? "",
  phone: contact.phone ?? "",
  country: contact.country ?? "",
  externalId: contact.externalId ?? "",
  timeZone: contact.timeZoneSource === "explicit" ? contact.timeZone : null,
  ownerId: contact.ownerId,
  tags: contact.tags.join(", "),
  attributes: toAttributeDrafts(contact.attributes),
});
