import { z } from "zod";
import { toEmailKey } from "@/core/address";

const name = z.string().trim().min(1, "Give the name people will see").max(120);
const address = z
  .string()
  .trim()
  .refine((text) => toEmailKey(text) !== null, "This is not an e-mail address");
const replyTo = z
  .string()
  .trim()
  .nullable()
  .transform((text) => (text === "" ? null : text))
  .refine((text) => text === null || toEmailKey(text) !== null, "This is not an e-mail address");

/** What the transport needs to sign in; kept sealed, never given back. */
export const credentialsInput = z.discriminatedUnion("transport", [
  z.object({ transport: z.literal("sandbox") }),
  z.object({
    transport: z.literal("smtp"),
    url: z.url({ protocol: /^smtps?$/, error: "smtp://user:password@host:587" }),
  }),
  z.object({ transport: z.literal("resend"), apiKey: z.string().trim().startsWith("re_", "A key starts with re_") }),
]);

export const createSenderInput = z.object({
  name,
  address,
  replyTo: replyTo.default(null),
  teamId: z.string().nullable().default(null),
  /** Whose mailbox it is; null for a brand address. */
  memberId: z.string().nullable().default(null),
  credentials: credentialsInput.default({ transport: "sandbox" }),
  answerable: z.boolean().default(true),
  dailyLimit: z.int().min(1).max(1_000_000).nullable().default(null),
  spacingSeconds: z.int().min(0).max(3_600).default(0),
});
export const updateSenderInput = z.object({
  id: z.string().min(1),
  name: name.optional(),
  replyTo: replyTo.optional(),
  teamId: z.string().nullable().optional(),
  answerable: z.boolean().optional(),
  credentials: credentialsInput.optional(),
  dailyLimit: z.int().min(1).max(1_000_000).nullable().optional(),
  spacingSeconds: z.int().min(0).max(3_600).optional(),
});
/** Those through a server of their own are told anew what they sign in with: it was forgotten when they were archived. */
export const restoreSenderInput = z.object({ id: z.string().min(1), credentials: credentialsInput.optional() });
export const senderIdInput = z.object({ id: z.string().min(1) });
