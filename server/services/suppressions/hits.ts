import { addressReasons } from "@/core/suppression";

/** In SQL: the form of an address that suppressions are kept under (`emailHash`). */
const hashOf = (emailKey: string): string => `encode(sha256(convert_to(${emailKey}, 'UTF8')), 'hex')`;

const reasons = addressReasons.map((reason) => `'${reason}'`).join(", ");

/** In SQL: whether a suppression is about an address alone (core/suppression). */
export const ofAddressAlone = (suppression: string): string => `${suppression}.reason in (${reasons})`;

/** In SQL: why mail to the address of a contact alone is given up, the first reason; null while it lives. */
export const addressDeath = (contact: string): string => `(
  select h.reason from suppression h
  where h.workspace_id = ${contact}.workspace_id and h.email_hash = ${hashOf(`${contact}.email_key`)} and h.lifted_at is null
    and h.scope = 'all' and ${ofAddressAlone("h")}
  order by h.created_at, h.id limit 1)`;

/** In SQL: that the person of a contact has another address that lives (core/attention/choose-address). */
export const hasLivingOther = (contact: string): string => `exists (
  select 1 from contact o
  where o.workspace_id = ${contact}.workspace_id and o.person_id = ${contact}.person_id and o.id <> ${contact}.id
    and o.archived_at is null and o.email_key is not null and ${addressDeath("o")} is null)`;

/**
 * In SQL, to select from: the standing suppressions that hit a contact, given by its alias in the query around. Those of its
 * own address (by its hash, which outlives erasure and is all that an imported list may hold), and what the person at any of
 * their addresses is not to be written to for. The governor, conditions, segments, lists and cards all read this.
 *
 * The hash is a column of a set of its own (`offset 0`): behind row-level security PostgreSQL takes no index for an expression
 * of functions that might leak, and would read every suppression there is for each contact.
 */
export const suppressionsOf = (contact: string): string => `(
  select h.id, h.scope, h.reason, h.created_at
  from (select a.id, a.workspace_id, ${hashOf("a.email_key")} as email_hash from contact a
    where a.workspace_id = ${contact}.workspace_id and a.person_id = ${contact}.person_id and a.email_key is not null offset 0) k
  join suppression h on h.workspace_id = k.workspace_id and h.email_hash = k.email_hash and h.lifted_at is null
  where k.id = ${contact}.id or not ${ofAddressAlone("h")}
  union
  select h.id, h.scope, h.reason, h.created_at from suppression h
  where h.workspace_id = ${contact}.workspace_id and h.person_id = ${contact}.person_id and h.lifted_at is null
    and not ${ofAddressAlone("h")})`;
