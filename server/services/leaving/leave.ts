import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import {
  type ChoiceSource,
  chooseTopic,
  comeBack,
  leaveEverything,
  tellChosen,
} from "@/server/services/leaving/choices";
import { maskAddress } from "@/server/services/leaving/mask-address";
import { openDoor, type Recipient } from "@/server/services/leaving/open-door";
import { readChoices } from "@/server/services/leaving/read-choices";

/** What the unsubscribe page says. */
export interface Leaving {
  readonly company: string;
  /** `a•••@example.com`: enough to know oneself, nothing for whom the mail was passed on to. */
  readonly address: string;
  /** What the button ends: the message's topic, or with null everything (a sales mail, or one without a topic). */
  readonly topic: string | null;
  /** It has ended already. */
  readonly done: boolean;
  /** All marketing and sales has ended. */
  readonly all: boolean;
  /** Topics that go on. */
  readonly goesOn: readonly string[];
}

/** Reads what a mail's unsubscribe link would do. Changes nothing: machines follow every link. Null: not a link of ours. */
export function readLeaving(token: string): Promise<Leaving | null> {
  return openDoor("leave", token, false, async (tx, who) => {
    const { topics, left, closed } = await readChoices(tx, who);
    const topic = endsTopic(who);
    const all = left || closed;
    const out = topic !== null && (await hasLeft(tx, who, topic.id));
    return {
      company: who.company,
      address: maskAddress(who.address),
      topic: topic?.name ?? null,
      done: all || out,
      all,
      goesOn: topics.filter(({ id, on }) => on && id !== topic?.id).map(({ name }) => name),
    };
  });
}

/**
 * Ends the message's topic; of a sales mail, all marketing and sales. RFC 8058 and the button come here. Idempotent; links
 * work for ever. @returns whether it is a link of ours
 */
export async function leave(token: string, source: ChoiceSource): Promise<boolean> {
  const done = await openDoor("leave", token, true, async (tx, who) => {
    const topic = endsTopic(who);
    if (topic === null) await leaveEverything(tx, who, source);
    else await chooseTopic(tx, who, topic.id, "out", source);
    await tellChosen(tx, who);
    return true;
  });
  return done === true;
}

/** Ends all marketing and sales. */
export async function leaveAll(token: string): Promise<boolean> {
  const done = await openDoor("leave", token, true, async (tx, who) => {
    await leaveEverything(tx, who, "unsubscribe-page");
    await tellChosen(tx, who);
    return true;
  });
  return done === true;
}

/** "That was a mistake": as it was before, except that sequences which ended stay ended. */
export async function undoLeaving(token: string): Promise<boolean> {
  const done = await openDoor("leave", token, true, async (tx, who) => {
    const { left } = await readChoices(tx, who);
    const topic = endsTopic(who);
    if (left) await comeBack(tx, who);
    if (topic !== null) await chooseTopic(tx, who, topic.id, "in", "unsubscribe-page");
    await tellChosen(tx, who);
    return true;
  });
  return done === true;
}

const endsTopic = (who: Recipient) => (who.class === "sales" ? null : who.topic);

/** A topic that is not in the preference centre can be left too. */
async function hasLeft(tx: Tx, { workspaceId, personId }: Recipient, topicId: string): Promise<boolean> {
  const rows = await queryRows(
    tx,
    "select 1 from topic_choice where workspace_id = $1 and person_id = $2 and topic_id = $3 and choice = 'out'",
    [workspaceId, personId, topicId],
  );
  return rows.length > 0;
}
