import { z } from "zod";
import { toEmailKey } from "@/core/address";

const host = z
  .string()
  .trim()
  .min(1, "Give the server's name")
  .max(253)
  .regex(/^[a-z0-9.:[\]-]+$/i, "This is not the name of a server");
const port = z.int().min(1, "From 1 to 65535").max(65_535, "From 1 to 65535");

export const mailboxIdInput = z.object({ id: z.string().min(1) });

export const startMailboxInput = z.object({
  address: z
    .string()
    .trim()
    .refine((text) => toEmailKey(text) !== null, "This is not an e-mail address"),
  /** The name people see in From. */
  name: z.string().trim().min(1, "Give the name people will see").max(120),
});

export const mailServersInput = z.object({
  id: z.string().min(1),
  username: z.string().trim().min(1, "Give the user name").max(254),
  imapHost: host,
  imapPort: port,
  imapSecure: z.boolean(),
  smtpHost: host,
  smtpPort: port,
  smtpSecure: z.boolean(),
});

export const signInMailboxInput = z.object({
  id: z.string().min(1),
  password: z.string().min(1, "Give the password").max(1_000),
});

export const chooseFoldersInput = z.object({
  id: z.string().min(1),
  sent: z.string().min(1, "Choose the folder").max(1_000),
  junk: z.string().max(1_000).nullable(),
});

export const finishMailboxInput = z.object({
  id: z.string().min(1),
  name: z.string().trim().min(1, "Give the name people will see").max(120),
  dailyLimit: z.int().min(1, "At least 1").max(10_000, "At most 10,000").nullable(),
  spacingSeconds: z.int().min(0).max(3_600, "At most an hour"),
  /** Also what was there before: shown and counted, but nothing reacts to it. */
  readBack: z.boolean(),
  countsInvitations: z.boolean().default(false),
});

/** What the provider sent the member back with. */
export const finishOauthInput = z.object({
  id: z.string().min(1),
  state: z.string().min(1).max(500),
  code: z.string().min(1).max(4_000),
});
