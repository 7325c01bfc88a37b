import { DAY_MS, toEpochMs } from "@/core/instant";
import { useClock as setClock } from "@/server/clock";
import type { NewTouch } from "../request";

/** Monday 4 May 2026, 10:00 UTC. */
export const monday = Date.parse("2026-05-04T10:00:00Z");

/** Does something at a given time. */
export function at<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const undo = setClock(() => new Date(ms));
  return work().finally(undo);
}

/** An API send of one short mail; `key` makes its words its own. */
export const touchOf = (
  world: { workspaceId: string; senderId: string; topicId: string },
  who: { personId: string; contactId: string },
  given: Partial<NewTouch> & { key: string; subject?: string },
): NewTouch => ({
  workspaceId: world.workspaceId,
  personId: who.personId,
  contactId: who.contactId,
  source: "api",
  channel: "email",
  class: "marketing",
  priority: 50,
  topicId: world.topicId,
  teamId: null,
  senderId: world.senderId,
  memberId: null,
  companyId: null,
  sequenceId: null,
  sequenceCreatedAt: null,
  enrollmentId: null,
  nodeId: null,
  broadcastId: null,
  templateFamily: given.key,
  correlationKey: null,
  promotes: [],
  answersReplyId: null,
  repeat: { kind: "never" },
  nodeHours: null,
  request: {
    from: "content",
    subject: given.subject ?? `About ${given.key}`,
    preview: "",
    body: `Hi {{ first_name | default: "there" }}, this is ${given.key}.`,
    threadKey: null,
    data: {},
  },
  dueAt: toEpochMs(monday),
  deadlineAt: toEpochMs(monday + 7 * DAY_MS),
  ...given,
});
