import { z } from "zod";
import { audienceSchema } from "@/core/broadcast";
import { pageInput } from "@/server/services/page";

const name = z.string().trim().min(1, "Give the broadcast a name").max(120);

export const broadcastIdInput = z.object({ id: z.string().min(1) });

export const createBroadcastInput = z.object({
  name,
  teamId: z.string().min(1).nullable().default(null),
  audience: audienceSchema.nullable().default(null),
});

/** A draft may be unfinished: the message is any email-step configuration, also one its schema refuses. */
export const saveBroadcastInput = z.object({
  id: z.string().min(1),
  revision: z.int().min(1),
  name: name.optional(),
  teamId: z.string().min(1).nullable().optional(),
  audience: audienceSchema.nullable().optional(),
  message: z.record(z.string(), z.json()).optional(),
});

export const startBroadcastInput = z.object({
  id: z.string().min(1),
  /** What is started is what was looked at. */
  revision: z.int().min(1),
  /** Workspace time; left out: at once. */
  at: z.date().optional(),
});

export const steerBroadcastInput = z.object({
  id: z.string().min(1),
  reason: z.string().trim().max(300).default(""),
});

export const previewAudienceInput = z.object({
  audience: audienceSchema.nullable(),
  topicId: z.string().default(""),
  class: z.enum(["marketing", "sales", "transactional"]).default("marketing"),
});

/** A pasted list: addresses in any order, separated by anything. */
export const resolveListInput = z.object({ text: z.string().max(2_000_000) });

export const listBroadcastsInput = pageInput;
