import { z } from "zod";
import { replyClasses } from "@/core/reply-class";
import { pageInput } from "@/server/services/page";

const id = z.string().min(1).max(64);

/** `open`: wants an answer or a decision; `machine`: what programs sent, and what has seen to itself. */
export const replyViews = ["open", "snoozed", "done", "machine", "all"] as const;

export const listRepliesInput = pageInput.extend({
  view: z.enum(replyViews).default("open"),
  class: z.enum(replyClasses).nullish(),
  /** A member's id; `nobody`: without an owner; left out: everybody's. */
  owner: id.nullish(),
  /** With a member's id: also those nobody has taken. */
  orNobodys: z.boolean().default(false),
  contactId: id.nullish(),
  search: z.string().trim().max(200).default(""),
});

export const getReplyInput = z.object({
  id,
  /** Pictures from other hosts: only when asked for, they tell the sender that the mail was opened. */
  images: z.boolean().default(false),
});

export const replyIdInput = z.object({ id });

export const correctInput = z.object({
  id,
  class: z.enum(replyClasses),
  /** `YYYY-MM-DD` until which "not now" or an absence lasts; left out: what the mail says. */
  until: z.iso.date().nullish(),
});

export const snoozeInput = z.object({
  id,
  /** Workspace time. */
  until: z.date(),
});
export const handInput = z.object({
  id,
  memberId: id.nullable(),
  note: z.string().trim().max(500).default(""),
});
export const senderIsInput = z.object({ id, is: z.enum(["same", "other"]) });

export const answerInput = z.object({
  id,
  /** The caller's own key: the same one again sends nothing twice. */
  key: z.string().min(8).max(64),
  text: z.string().trim().min(1, "Write something").max(50_000),
  /** Left out: the sender the answered mail came from. */
  senderId: id.nullish(),
});
export const previewInput = z.object({ id, senderId: id.nullish() });

export const savedAnswerInput = z.object({
  name: z.string().trim().min(1, "Give it a name").max(80),
  body: z.string().trim().min(1, "Write something").max(20_000),
});
export const updateSavedAnswerInput = savedAnswerInput.extend({ id });
export const fillAnswerInput = z.object({ id, replyId: id });
export const refusalsInput = z.object({ contactIds: z.array(id).min(1).max(100) });
