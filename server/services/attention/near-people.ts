import { inArray, sql } from "drizzle-orm";
import type { CapRule } from "@/core/attention/rule";
import { ruleUsage } from "@/core/attention/rule-usage";
import { toDate } from "@/core/instant";
import type { Tx } from "@/db/client";
import { contact } from "@/db/schema/contact";
import type { NearRange } from "@/server/services/attention/near-candidates";
import { fullestFirst, isNear, type NearLimit } from "@/server/services/attention/near-shape";
import { titleTouches } from "@/server/services/attention/say-touches";
import { nameOf } from "@/server/services/contacts/name-of";
import { gatherLedger } from "@/server/services/touches/gather/ledger";
import { gatherPeople, type PersonRow } from "@/server/services/touches/gather/people";
import { horizonOf } from "@/server/services/touches/gather/rules";

/** What is full or nearly so of each person, by its id. */
export async function peopleNear(
  tx: Tx,
  workspaceId: string,
  personIds: readonly string[],
  given: readonly CapRule[],
  { now, full }: NearRange,
): Promise<(NearLimit & { readonly id: string })[]> {
  const rules = given.filter(({ scope }) => scope.kind !== "company");
  if (personIds.length === 0 || rules.length === 0) return [];
  const people = await gatherPeople(tx, workspaceId, personIds);
  const wants = { families: [], topics: [], bodies: [] };
  const ledger = await gatherLedger(tx, workspaceId, personIds, wants, now, horizonOf(rules));
  const usages = personIds.flatMap((personId) => {
    const person = people.get(personId);
    if (!person) return [];
    return ruleUsage(rules, ledger.of(personId), person.zone.id, now)
      .filter((usage) => isNear(usage, full))
      .sort(fullestFirst)
      .map((usage) => ({ personId, person, usage }));
  });
  const titles = await titleTouches(
    tx,
    workspaceId,
    usages.flatMap(({ usage }) => usage.by.map(({ touchId }) => touchId)),
  );
  const contacts = await contactsOf(
    tx,
    workspaceId,
    usages.map(({ person }) => person),
  );
  return usages.flatMap(({ personId, person, usage }) => {
    const rule = rules.find(({ id }) => id === usage.ruleId);
    const who = contacts.get(person.contactId);
    if (!rule || !who) return [];
    return [
      {
        id: personId,
        who,
        rule,
        of: usage.value,
        used: usage.used,
        max: usage.max,
        freesAt: usage.freesAt === null ? null : toDate(usage.freesAt),
        by: usage.by.map(({ touchId, at }) => ({
          of: "message",
          title: titles(touchId) ?? "a message",
          at: toDate(at),
        })),
      },
    ];
  });
}

async function contactsOf(tx: Tx, workspaceId: string, people: readonly PersonRow[]) {
  const ids = [...new Set(people.map(({ contactId }) => contactId))];
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: contact.id, firstName: contact.firstName, lastName: contact.lastName, email: contact.email })
          .from(contact)
          .where(sql`${contact.workspaceId} = ${workspaceId} and ${inArray(contact.id, ids)}`);
  return new Map(rows.map((row) => [row.id, { of: "person" as const, id: row.id, name: nameOf(row) }]));
}
