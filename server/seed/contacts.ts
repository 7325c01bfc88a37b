import { addMs, DAY_MS, type EpochMs, toIso } from "@/core/instant";
import { stableFraction, stableHash } from "@/core/stable-hash";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import type { Origin, SeedContact } from "@/server/seed/cast";
import { as, type House } from "@/server/seed/house";
import { setOwner } from "@/server/services/contacts/change-many";
import { runImportBatch } from "@/server/services/imports/run";
import { startImport } from "@/server/services/imports/start";

/** A contact of the demo with the ids it got. */
export interface Guest extends SeedContact {
  readonly contactId: string;
  readonly personId: string;
}

type Basis = "opt_in" | "customer" | "legitimate_interest" | "none";

const files: Readonly<Record<Origin, { file: string; basis: Basis; source: string; wording: string }>> = {
  customer: {
    file: "customers.csv",
    basis: "customer",
    source: "Contracts, exported from accounting",
    wording: "Existing customers, told at the order that we write about what they bought",
  },
  website: {
    file: "website-sign-ups.csv",
    basis: "opt_in",
    source: "Sign-up form on northbeam.example",
    wording: "Yes, write to me about Northbeam. I can leave at any time.",
  },
  fair: {
    file: "bautage-hamburg.csv",
    basis: "legitimate_interest",
    source: "Business cards from the Hamburg building days",
    wording: "Gave us their card at the stand and asked about planning",
  },
  network: {
    file: "contacts-from-a-network.csv",
    basis: "none",
    source: "Exported from a social network",
    wording: "",
  },
};

const MAPPING = {
  Email: "email",
  First: "firstName",
  Last: "lastName",
  Company: "company",
  Country: "country",
  Zone: "timeZone",
  Tags: "tags",
  Role: "attribute:role",
  City: "attribute:city",
  Plan: "attribute:plan",
  Seats: "attribute:seats",
  Trial: "attribute:trial_ends",
  Renewal: "attribute:renewal_on",
} as const;

/** Imports everybody, a file for each way they came, and gives some to the salespeople. */
export async function importGuests(house: House, cast: readonly SeedContact[], start: EpochMs): Promise<Guest[]> {
  const { workspaceId } = house;
  for (const [origin, { file, ...consent }] of Object.entries(files)) {
    const people = cast.filter((one) => one.origin === origin);
    const { id } = await startImport({
      ctx: as(house, "jonas"),
      input: { fileName: file, csv: toCsv(people, start), mapping: MAPPING, consent: { ...consent, topicId: null } },
    });
    for (let over = false; !over; ) ({ over } = await runImportBatch(workspaceId, id));
  }
  const rows = await queryRows<{ id: string; person_id: string; email_key: string }>(
    ownerSql(),
    "select id, person_id, email_key from contact where workspace_id = $1::text",
    [workspaceId],
  );
  const byEmail = new Map(rows.map((row) => [row.email_key, row]));
  const guests = cast.map((one): Guest => {
    const row = byEmail.get(one.email);
    if (!row) throw new Error(`${one.email} was not imported`);
    return { ...one, contactId: row.id, personId: row.person_id };
  });
  const owned = (share: number) =>
    guests.filter(({ email }) => stableHash(`owner ${email}`) % 3 === share).map(({ contactId }) => contactId);
  const ctx = as(house, "ana");
  await setOwner({ ctx, input: { ids: owned(0), ownerId: house.members.maya } });
  await setOwner({ ctx, input: { ids: owned(1), ownerId: house.members.tom } });
  return guests;
}

function toCsv(people: readonly SeedContact[], start: EpochMs): string {
  const rows = people.map((one) => {
    const customer = one.origin === "customer";
    const chance = stableFraction(`dates ${one.email}`);
    return [
      one.email,
      one.firstName,
      // a few left their last name out, as people do
      stableFraction(`last name ${one.email}`) < 0.06 ? "" : one.lastName,
      one.company.name,
      one.company.country,
      one.company.zone,
      [one.origin === "fair" ? "fair" : "", customer ? "customer" : "", one.hamburg ? "hamburg" : ""]
        .filter(Boolean)
        .join(";"),
      one.role,
      one.company.city,
      customer ? (chance < 0.5 ? "plan" : "site") : "",
      String(1 + (stableHash(`seats ${one.email}`) % 24)),
      one.origin === "website" ? dayOf(addMs(start, (14 + chance * 16) * DAY_MS)) : "",
      customer ? dayOf(addMs(start, (14 + chance * 40) * DAY_MS)) : "",
    ];
  });
  return [Object.keys(MAPPING), ...rows].map((cells) => cells.map(quote).join(",")).join("\n");
}

const dayOf = (at: EpochMs): string => toIso(at).slice(0, 10);
const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
