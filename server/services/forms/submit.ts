import type { z } from "zod";
import { toEmailKey } from "@/core/address";
import { addMs, DAY_MS, toDate, toEpochMs } from "@/core/instant";
import { toLiteralBody } from "@/core/literal-body";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { resolvePublicToken } from "@/db/public-token";
import { queryRows } from "@/db/query-rows";
import { formEntry } from "@/db/schema/form";
import { countAttempt } from "@/server/auth/attempts";
import { now as workspaceNow } from "@/server/clock";
import { upsertContacts } from "@/server/services/contacts/upsert";
import { InvalidError, parseInput } from "@/server/services/errors";
import { confirmUrl } from "@/server/services/forms/entry-token";
import { submitFormInput } from "@/server/services/forms/schemas";
import { requestTouches } from "@/server/services/touches/request";

/** What the page of a form says. */
export interface PublicForm {
  readonly id: string;
  readonly company: string;
  readonly privacyUrl: string | null;
  readonly title: string;
  readonly intro: string;
  readonly wording: string;
  readonly button: string;
  readonly askName: boolean;
  readonly topics: readonly string[];
}

interface Row {
  company: string;
  privacy_url: string | null;
  title: string;
  intro: string;
  wording: string;
  button: string;
  ask_name: boolean;
  topic_ids: string[];
  topics: string[];
  sender_id: string;
  team_id: string | null;
  member_id: string | null;
  offset_ms: number;
  mail_subject: string;
  mail_text: string;
}

/** Null: there is no such form, or it is closed. */
export function readForm(formId: string): Promise<PublicForm | null> {
  return openForm(formId, async (_tx, _workspaceId, row) => ({
    id: formId,
    company: row.company,
    privacyUrl: row.privacy_url,
    title: row.title,
    intro: row.intro,
    wording: row.wording,
    button: row.button,
    askName: row.ask_name,
    topics: row.topics,
  }));
}

/** How often one address may be asked by one form, and one visitor may fill in forms, in ten minutes. */
const PER_ADDRESS = 2;
const PER_VISITOR = 20;

/**
 * Keeps that somebody, perhaps the owner of the address, wants mail, and asks the address by mail once. Until it is
 * confirmed there is no consent: nothing else is sent. Says the same whether the address is known or not. Null: no such form.
 * @throws InvalidError at `email`, TooManyError
 */
export async function submitForm(
  formId: string,
  input: z.input<typeof submitFormInput>,
  visitor: { ip: string | null },
): Promise<{ ok: true } | null> {
  const given = parseInput(submitFormInput, input);
  const emailKey = toEmailKey(given.email);
  if (emailKey === null) throw InvalidError.at("email", "This is not an e-mail address");
  countAttempt(`form-visitor:${visitor.ip ?? "unknown"}`, PER_VISITOR);
  countAttempt(`form:${formId}:${emailKey}`, PER_ADDRESS);
  return openForm(formId, async (tx, workspaceId, row) => {
    if (given.website !== "") return { ok: true as const };
    const [who] = await upsertContacts(tx, workspaceId, [{ ...noContact, email: given.email }], "form", "left"); // until they confirm
    if (!who) throw new Error("a contact was neither found nor made");
    const at = toEpochMs(workspaceNow({ clockOffsetMs: row.offset_ms }));
    const id = newId("formEntry");
    await tx.insert(formEntry).values({
      id,
      workspaceId,
      formId,
      contactId: who.contactId,
      wording: row.wording,
      topicIds: row.topic_ids,
      given: { firstName: given.firstName || null, lastName: given.lastName || null },
      requestedAt: toDate(at),
      requestedFrom: visitor.ip,
    });
    await requestTouches(tx, [
      {
        workspaceId,
        personId: who.personId,
        contactId: who.contactId,
        companyId: null,
        key: entryKey(id),
        source: "transactional",
        channel: "email",
        class: "transactional",
        priority: 90,
        topicId: null,
        teamId: row.team_id,
        senderId: row.sender_id,
        memberId: row.member_id,
        sequenceId: null,
        sequenceCreatedAt: null,
        enrollmentId: null,
        nodeId: null,
        broadcastId: null,
        templateFamily: `form/${formId}`,
        correlationKey: id,
        promotes: [],
        answersReplyId: null,
        repeat: { kind: "always" },
        nodeHours: null,
        request: { from: "content", ...confirmationMail(id, row), threadKey: null, untracked: true },
        dueAt: at,
        deadlineAt: addMs(at, DAY_MS),
      },
    ]);
    return { ok: true as const };
  });
}

/** The key of the mail that asks. */
export const entryKey = (entryId: string): string => `form/${entryId}`;

/** The mail that asks whether it was really them, in the form's words where it has any. Whatever they say, the link stands below. */
function confirmationMail(entryId: string, row: Row) {
  const { company, title, topics } = row;
  const words = row.mail_text === "" ? { body: OWN_WORDS, data: {} } : toLiteralBody(row.mail_text);
  return {
    subject: row.mail_subject === "" ? "Please confirm: {{ entry.title }}" : "{{ entry.subject }}",
    preview: "One click, and nothing happens without it",
    body: `${words.body}

=> [Yes, I want it](${confirmUrl(entryId)})

If it was not you, do nothing. Without the click nothing is sent to you.`,
    data: {
      ...words.data,
      company,
      title,
      topics: topics.length > 0 ? topics.join(", ") : title,
      subject: row.mail_subject,
    },
  };
}

const OWN_WORDS = `Hello there,

somebody, most likely you, asked for mail from {{ entry.company }}: {{ entry.topics }}.`;

const noContact = {
  firstName: null,
  lastName: null,
  companyName: null,
  phone: null,
  country: null,
  timeZone: null,
  externalId: null,
  attributes: {},
  tags: [],
};

async function openForm<T>(
  formId: string,
  work: (tx: Tx, workspaceId: string, row: Row) => Promise<T>,
): Promise<T | null> {
  const found = await resolvePublicToken("form", formId);
  if (!found) return null;
  return withWorkspace(found, async (tx) => {
    const [row] = await queryRows<Row>(tx, FORM, [found.workspaceId, formId]);
    return row ? work(tx, found.workspaceId, row) : null;
  });
}

const FORM = `
select coalesce(w.legal_name, o.name) as company, w.privacy_url, f.title, f.intro, f.wording, f.button, f.ask_name, f.topic_ids, f.mail_subject, f.mail_text,
  array(select t.name from topic t where t.workspace_id = f.workspace_id and t.id = any(f.topic_ids) order by t.name) as topics,
  f.sender_id, s.team_id, s.member_id, w.clock_offset_ms::float8 as offset_ms
from form f
join sender s on s.workspace_id = f.workspace_id and s.id = f.sender_id
join workspace_setting w on w.workspace_id = f.workspace_id
join workspace o on o.id = f.workspace_id
where f.workspace_id = $1 and f.id = $2 and f.archived_at is null`;
