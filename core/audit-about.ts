/** What an entry of the audit log holds that says what it is about. */
export interface AuditSubject {
  readonly action: string;
  readonly subjectRef: string;
  /** Of the person it is about; who they are is said apart. */
  readonly personId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a ref is called today, or was when it went; null: nobody knows. */
export type AuditNameOf = (ref: string) => string | null;

/** Keys of fields and kinds of exports are no ids: with these in front they stand among them. */
const FIELD = "field:";
export const EXPORT = "export:";

const isId = (ref: unknown): ref is string => typeof ref === "string" && /^[a-z]{3}_\w+$/.test(ref);

/** The refs whose names the words of an entry may need. */
export const auditRefs = ({ action, subjectRef, data }: AuditSubject): string[] => [
  action.startsWith("field.") ? FIELD + subjectRef : subjectRef,
  ...Object.values(data).filter(isId),
];

/** What stands behind `sayAction`: the thing, by its name, and what was done in particular. Of a person only the latter. */
export function sayAbout(entry: AuditSubject, nameOf: AuditNameOf): string {
  const own = whole[entry.action];
  if (own) return own(entry, nameOf);
  if (entry.action.startsWith("enrollment.")) return sayPassage(entry, nameOf);
  const detail = inBrackets(details[entry.action]?.(entry, nameOf) ?? fieldsOf(entry));
  const thing = entry.personId === null ? sayThing(entry, nameOf) : "";
  return [thing, detail].filter((part) => part !== "").join(" ");
}

const inBrackets = (words: string): string => (words === "" ? "" : `(${words})`);

type Say = (entry: AuditSubject, nameOf: AuditNameOf) => string;

/** A thing that is gone and left no name still ends the sentence: "removed the webhook that is gone". */
function sayThing({ action, subjectRef, data }: AuditSubject, nameOf: AuditNameOf): string {
  const name = nameOf(action.startsWith("field.") ? FIELD + subjectRef : subjectRef);
  if (name !== null) return name;
  const written = [data.name, data.domain, data.kind].find((word): word is string => typeof word === "string");
  if (written !== undefined) return written;
  if (subjectRef.startsWith("wsp_")) return "";
  if (subjectRef.startsWith("mem_")) return "who is gone";
  if (subjectRef.startsWith("inb_")) return "somebody who is gone";
  return isId(subjectRef) ? "that is gone" : subjectRef;
}

function sayPassage({ subjectRef, personId }: AuditSubject, nameOf: AuditNameOf): string {
  const sequence = nameOf(subjectRef);
  const who = personId === null ? ["somebody"] : [];
  return [...who, ...(sequence === null ? [] : [`in ${sequence}`])].join(" ");
}

/** Actions that are about something else than the thing their ref names. */
const whole: Readonly<Record<string, Say>> = {
  "data.exported": ({ data }, nameOf) => nameOf(EXPORT + text(data.kind)) ?? plain(text(data.kind)),
  "suppression.imported": ({ data }) =>
    [
      count(number(data.added) + number(data.known), "address", "addresses"),
      ...(number(data.known) > 0 ? [`${number(data.known).toLocaleString("en")} on the list before`] : []),
      ...(number(data.unreadable) > 0 ? [`${count(number(data.unreadable), "line", "lines")} unreadable`] : []),
    ].join(", "),
  "suppression.added": addressOf,
  "suppression.lifted": addressOf,
  "member.invited": ({ subjectRef, data }, nameOf) =>
    `${nameOf(subjectRef) ?? "an address that is not kept"}, as ${text(data.role)}`,
  "invitation.cancelled": ({ subjectRef }, nameOf) => nameOf(subjectRef) ?? "an address that is not kept",
  "clock.moved": ({ data }) => `to ${text(data.to).replace("T", " ").slice(0, 16)} UTC`,
  "brand.saved": ({ subjectRef }, nameOf) =>
    subjectRef.startsWith("tea_") ? `of ${nameOf(subjectRef) ?? "a deleted team"}` : "",
  "contact.owner-set": ({ subjectRef, data }, nameOf) =>
    `${count(Array.isArray(data.contactIds) ? data.contactIds.length : 0, "contact", "contacts")} to ${toMember(subjectRef, nameOf)}`,
  "contact.kept-apart": pair,
  "contact.apart-ended": pair,
  "caps.exempted": fromRule,
  "caps.exemption-ended": fromRule,
  "phish.reported": ({ data }) => text(data.domain),
  "support.looked": ({ personId, data }) => (personId === null ? (asked[text(data.asked)] ?? "something") : ""),
};

const asked: Readonly<Record<string, string>> = {
  address: "an address nobody here has",
  code: "a code",
  domain: "a domain",
  phone: "a telephone number",
  mail: "a mail",
  words: "some words",
};

/** What is said besides the name. */
const details: Readonly<Record<string, Say>> = {
  "member.role-changed": fromTo,
  "reply.corrected": fromTo,
  "reply.handed": ({ data }, nameOf) => `to ${toMember(text(data.memberId) || "nobody", nameOf)}`,
  "preference.topic": ({ data }, nameOf) =>
    `${nameOf(text(data.topicId)) ?? "a deleted topic"}: ${plain(text(data.choice))}`,
  "interest.reset": ({ data }, nameOf) => nameOf(text(data.topicId)) ?? "a deleted topic",
  "product.ref-added": ({ data }) => text(data.ref),
  "product.ref-removed": ({ data }) => text(data.ref),
  "sequence.published": ({ data }) => (data.number === undefined ? "" : `version ${number(data.number)}`),
  "sequence.team-changed": ({ data }, nameOf) =>
    data.teamId === null ? "now of no team" : `now of ${nameOf(text(data.teamId)) ?? "a deleted team"}`,
  "launch.planned": ({ data }) =>
    data.startsAt === null ? "without a date now" : `for ${text(data.startsAt).slice(0, 10)}`,
  "import.started": ({ data }) => count(number(data.rows), "row", "rows"),
};

function addressOf({ personId, subjectRef }: AuditSubject, nameOf: AuditNameOf): string {
  return personId === null ? (nameOf(subjectRef) ?? "an address of nobody here") : "";
}

function pair({ subjectRef, data }: AuditSubject, nameOf: AuditNameOf): string {
  return [subjectRef, text(data.otherContactId)].map((id) => nameOf(id) ?? "somebody who is gone").join(" and ");
}

function fromRule(entry: AuditSubject, nameOf: AuditNameOf): string {
  return `${sayThing(entry, nameOf)} from ${nameOf(text(entry.data.ruleId)) ?? "a deleted rule"}`;
}

function fromTo({ data }: AuditSubject): string {
  return `from ${plain(text(data.from))} to ${plain(text(data.to))}`;
}

/** "timeZone" → "time zone" */
function fieldsOf({ data: { fields } }: AuditSubject): string {
  if (!Array.isArray(fields)) return "";
  return fields.map((name) => plain(text(name).replaceAll(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`))).join(", ");
}

const toMember = (id: string, nameOf: AuditNameOf): string =>
  id === "nobody" ? id : (nameOf(id) ?? "a former member");

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const plain = (words: string): string => words.replaceAll(/[._-]/g, " ");
const count = (n: number, one: string, many: string): string => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
