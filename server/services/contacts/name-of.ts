/** How a contact is called on screen: the name, else the address, else the customer's own id. */
export function nameOf(contact: {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly externalId?: string | null;
}): string {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(" ");
  return name || contact.email || contact.externalId || "Without a name";
}
