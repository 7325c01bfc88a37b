import { addMs, DAY_MS } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { resolvePublicToken } from "@/db/public-token";
import { queryRows } from "@/db/query-rows";
import { countAttempt } from "@/server/auth/attempts";
import { realNow } from "@/server/clock";
import { vault } from "@/server/crypto";
import { env } from "@/server/env";
import { answerByHand, isClosed } from "@/server/services/access/by-hand";
import { collectPerson, type PersonFile } from "@/server/services/access/collect";
import { note } from "@/server/services/leaving/choices";
import { maskAddress } from "@/server/services/leaving/mask-address";
import { openDoor, type Recipient } from "@/server/services/leaving/open-door";
import { requestTouches } from "@/server/services/touches/request";

/** The mailed link works for a day (real time): who finds the mail later finds nothing behind it. */
const WORKS_MS = DAY_MS;
const PER_PERSON = 2;

/** Mailed to them, or a colleague must send it another way: the address may not be written to, or nobody can write. */
export type AskedFile = { readonly how: "mailed"; readonly sentTo: string } | { readonly how: "by_hand" };

/**
 * The person asks for everything we hold. The link of a mail may have been passed on, so the file is not behind it: a link
 * of its own goes to the person's address, and works for a day. An address that may not be written to at all (a complaint, a
 * bounce) stays so: the wish becomes a task, to be answered another way within a month (GDPR art. 12 (3)).
 * Null: not a link of ours. @throws TooManyError
 */
export async function requestFile(token: string): Promise<AskedFile | null> {
  return openDoor("prefer", token, true, async (tx, who): Promise<AskedFile> => {
    countAttempt(`person-file:${who.personId}`, PER_PERSON);
    await note(tx, who, "person.file-asked", {});
    const [from] = await queryRows<{ sender_id: string; team_id: string | null }>(tx, SENDER, [
      who.workspaceId,
      who.touchId,
    ]);
    if (!from || who.address === null || (await isClosed(tx, who))) {
      await answerByHand(tx, who);
      return { how: "by_hand" };
    }
    const until = realNow().getTime() + WORKS_MS;
    const id = newId("touch");
    await requestTouches(tx, [
      {
        workspaceId: who.workspaceId,
        personId: who.personId,
        contactId: who.contactId,
        companyId: null,
        key: `person-file/${id}`,
        source: "transactional",
        channel: "email",
        class: "transactional",
        priority: 90,
        topicId: null,
        teamId: from.team_id,
        senderId: from.sender_id,
        memberId: null,
        sequenceId: null,
        sequenceCreatedAt: null,
        enrollmentId: null,
        nodeId: null,
        broadcastId: null,
        templateFamily: "person-file",
        correlationKey: id,
        promotes: [],
        answersReplyId: null,
        repeat: { kind: "always" },
        nodeHours: null,
        request: {
          from: "content",
          ...fileMailText(fileUrl(who, until)),
          threadKey: null,
          data: { company: who.company },
          untracked: true,
        },
        dueAt: who.now,
        deadlineAt: addMs(who.now, DAY_MS),
      },
    ]);
    return { how: "mailed", sentTo: maskAddress(who.address) };
  });
}

/** The mail that carries the link. */
const fileMailText = (url: string) => ({
  subject: "Everything {{ entry.company }} holds about you",
  preview: "The link works for a day",
  body: `Hello there,

you asked for everything we hold about you. It is one file; the link works for a day.

=> [Get the file](${url})

If it was not you, do nothing.`,
});

const MARK = "a";

const fileUrl = ({ touchId, contactId }: Recipient, until: number): string =>
  `${env().APP_URL}/file/${vault().sign("public-token", [MARK, touchId, contactId, until.toString(36)].join("-"))}`;

/** Whom a mailed link is about; nothing for one that is not ours or too old. */
function readFileToken(token: string): { contactId: string } | null {
  const [mark, , contactId, until] = vault().verify("public-token", token)?.split("-") ?? [];
  if (mark !== MARK || !contactId || !until) return null;
  return Number.parseInt(until, 36) > realNow().getTime() ? { contactId } : null;
}

/** Whether the link opens a file. Looking hands nothing out: machines follow every link. */
export function opensFile(token: string): boolean {
  return readFileToken(token) !== null;
}

/** The file behind a mailed link. Null: not ours, or too old. */
export async function takeFile(token: string): Promise<PersonFile | null> {
  const about = readFileToken(token);
  const found = about && (await resolvePublicToken("contact", about.contactId));
  if (!found) return null;
  return withWorkspace(found, async (tx) => {
    const personId = await personOf(tx, found.workspaceId, found.ref);
    return personId === null ? null : collectPerson(tx, found.workspaceId, personId);
  });
}

async function personOf(tx: Tx, workspaceId: string, contactId: string): Promise<string | null> {
  const [row] = await queryRows<{ person_id: string }>(
    tx,
    "select person_id from contact where workspace_id = $1 and id = $2",
    [workspaceId, contactId],
  );
  return row?.person_id ?? null;
}

// the sender they know; if it is gone, any that can write
const SENDER = `
select s.id as sender_id, s.team_id from sender s
left join touch t on t.workspace_id = s.workspace_id and t.id = $2 and t.sender_id = s.id
where s.workspace_id = $1 and s.archived_at is null
order by (t.id is not null) desc, s.created_at limit 1`;
