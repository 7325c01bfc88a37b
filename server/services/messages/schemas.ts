import { z } from "zod";
import { touchClassSchema } from "@/core/attention/rule";
import { eventContactInput } from "@/server/services/events/schemas";

const ref = z.string().trim().min(1).max(200);
const instant = z.iso.datetime({ offset: true, error: "ISO 8601 with an offset, 2026-05-01T10:00:00Z" });

/** Where the text is taken from instead: an email step of a live sequence, by its S-number. */
const templateInput = z.strictObject({ sequenceId: z.string().min(1), step: z.int().min(1) });

export const sendMessageInput = z
  .strictObject({
    id: ref.describe("Your id of it: the same one sent again changes nothing and gives the same answer."),
    to: eventContactInput,
    class: touchClassSchema.describe(
      "What kind of message: marketing and sales obey the rules, transactional ones answer something the person did.",
    ),
    topic: ref.optional().describe("Id or name of a topic. Left out with a template: that of the step."),
    sender: ref.optional().describe("Id or address of a sender. Left out with a template: that of the step."),
    subject: z.string().trim().min(1).max(300).optional(),
    preview: z.string().max(300).default(""),
    body: z
      .string()
      .trim()
      .min(1)
      .max(200_000)
      .optional()
      .describe(
        'Light Markdown. Merge fields: {{ first_name | default: "there" }}, last_name, company.name, sender.name, attributes.*, and `data` as entry.*',
      ),
    template: templateInput.optional(),
    family: ref
      .optional()
      .describe(
        "Messages of one family are one text: nobody gets it twice within 180 days. Left out: the text itself.",
      ),
    mayRepeatAfterDays: z
      .int()
      .min(1)
      .max(3_650)
      .optional()
      .describe(
        "The same family again after so many days; left out: not within 180 days (with a correlationKey: once for each).",
      ),
    priority: z.int().min(0).max(100).default(50),
    deadline: instant.optional().describe("Not worth sending after this; left out: 7 days from now."),
    correlationKey: ref.optional(),
    data: z
      .record(z.string().max(120), z.unknown())
      .refine((data) => JSON.stringify(data).length <= 32_000, "At most 32,000 characters")
      .default({}),
  })
  .refine((message) => (message.template === undefined) === (message.subject !== undefined), {
    error: "Give subject and body, or a template",
    path: ["subject"],
  })
  .refine((message) => (message.template === undefined) === (message.body !== undefined), {
    error: "Give subject and body, or a template",
    path: ["body"],
  })
  .refine((message) => message.template !== undefined || message.sender !== undefined, {
    error: "Say who sends it: id or address of a sender",
    path: ["sender"],
  })
  .refine(
    (message) => message.template !== undefined || message.class === "transactional" || message.topic !== undefined,
    { error: "Say what it is about: people choose topics", path: ["topic"] },
  );

export const messageIdInput = z.object({ id: z.string().min(1) });

/** A message by another way than Heed: a call, a letter, a mail somebody wrote in another program. */
export const observeTouchInput = z.strictObject({
  id: ref,
  contact: eventContactInput,
  channel: z.enum(["email", "call", "sms", "letter", "social"]),
  subject: z.string().trim().max(300).default(""),
  occurredAt: instant.optional(),
});
