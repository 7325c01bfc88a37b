/** An address of a person, as far as it decides whether mail may be sent there. */
export interface PersonAddress {
  readonly contactId: string;
  readonly companyId: string | null;
  /** A contact may be known by a phone number alone. */
  readonly hasMail: boolean;
  /** A member put the contact away. */
  readonly isArchived: boolean;
  /** Why mail to this address alone is given up (core/suppression, `addressReasons`); null: it lives. */
  readonly dead: AddressDeath | null;
}

export type AddressDeath = "bounce_hard" | "bounce_soft" | "left_company";

/** Which address was meant, and why another is written to. Stored with the decision. */
export interface InsteadOf {
  readonly contactId: string;
  readonly because: AddressDeath | "no_address";
}

/** Null: the address that was meant. */
export type AddressChoice = { readonly contactId: string; readonly instead: InsteadOf } | null;

/**
 * Where a message of a sequence or broadcast goes whose own address is dead or missing: to a living address of the same
 * person, one of the same company first, else the one known longest (the order given). Where none lives, or a member put the
 * contact away, it stays with the address that was meant, and that one's reason is told.
 */
export function chooseAddress(meant: string, addresses: readonly PersonAddress[]): AddressChoice {
  const own = addresses.find(({ contactId }) => contactId === meant);
  if (own === undefined || own.isArchived) return null;
  const because = own.hasMail ? own.dead : "no_address";
  if (because === null) return null;
  const living = addresses.filter(({ hasMail, isArchived, dead }) => hasMail && !isArchived && dead === null);
  const chosen = living.find(({ companyId }) => companyId !== null && companyId === own.companyId) ?? living[0];
  return chosen === undefined ? null : { contactId: chosen.contactId, instead: { contactId: meant, because } };
}

const WHY: Readonly<Record<InsteadOf["because"], string>> = {
  bounce_hard: "the one that was meant does not exist",
  bounce_soft: "the one that was meant keeps refusing mail",
  left_company: "they left the company of the one that was meant",
  no_address: "the contact that was meant has none",
};

/** As a sentence for the journey. */
export const addressInWords = ({ because }: InsteadOf): string => `Another address of theirs is used: ${WHY[because]}.`;
