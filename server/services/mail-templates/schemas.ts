import { z } from "zod";
import { emailSchema } from "@/core/nodes/email";

const wording = emailSchema.pick({ subject: true, preview: true, body: true }).shape;

export const createTemplateInput = z.object({
  name: z.string().trim().min(1, "Give the template a name").max(120),
  ...wording,
});
/** A new wording; `name` may change with it. */
export const saveTemplateInput = z.object({
  id: z.string().min(1),
  /** The version that was edited: a wording somebody else saved meanwhile is not lost unseen. */
  version: z.int().min(1),
  name: z.string().trim().min(1, "Give the template a name").max(120).optional(),
  ...wording,
});
/** `version` is the newest as it was seen, `restore` the older one. */
export const restoreTemplateInput = z.object({
  id: z.string().min(1),
  version: z.int().min(1),
  restore: z.int().min(1),
});
export const templateIdInput = z.object({ id: z.string().min(1) });
