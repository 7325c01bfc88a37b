import { z } from "zod";
import { touchClassSchema } from "@/core/attention/rule";
import { setHoursSchema } from "@/core/schedule-hours";

const name = z.string().trim().min(1, "Give the topic a name").max(80);
const description = z.string().trim().max(300);

export const createTopicInput = z.object({
  name,
  description: description.default(""),
  class: touchClassSchema.default("marketing"),
  public: z.boolean().default(true),
  tracked: z.boolean().default(true),
  hours: setHoursSchema.default(null),
});
export const updateTopicInput = z.object({
  id: z.string().min(1),
  name: name.optional(),
  description: description.optional(),
  class: touchClassSchema.optional(),
  public: z.boolean().optional(),
  /** Whether opens and clicks of its mails are counted. */
  tracked: z.boolean().optional(),
  hours: setHoursSchema.optional(),
});
export const topicIdInput = z.object({ id: z.string().min(1) });
