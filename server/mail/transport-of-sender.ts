import { z } from "zod";
import { vault } from "@/server/crypto";
import { env } from "@/server/env";
import type { MailTransport } from "@/server/mail/port";
import { createResendTransport } from "@/server/mail/resend";
import { createSmtpTransport, type SmtpOptions } from "@/server/mail/smtp";

interface SealedSender {
  readonly id: string;
  readonly credentials: string | null;
}

const secretSchema = z.discriminatedUnion("transport", [
  z.object({ transport: z.literal("smtp"), url: z.url({ protocol: /^smtps?$/ }) }),
  z.object({ transport: z.literal("resend"), apiKey: z.string() }),
]);

function openSecret(sender: SealedSender): z.infer<typeof secretSchema> {
  if (sender.credentials === null) throw new Error(`sender ${sender.id} has no credentials`);
  const place = { table: "sender", column: "credentials", rowId: sender.id };
  return secretSchema.parse(JSON.parse(vault().open("sender", place, sender.credentials)));
}

/** `smtp://user:password@host:587`, `smtps://…`; `?tls=off` for a server of one's own without TLS. */
export function readSmtpUrl(text: string): SmtpOptions {
  const url = new URL(text);
  const secure = url.protocol === "smtps:";
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(user === "" ? {} : { user, password: decodeURIComponent(url.password) }),
    ...(url.searchParams.get("tls") === "off" ? { requireTls: false } : {}),
  };
}

/** Transports by the kind a sender is set to; credentials are opened here, in the worker, and nowhere else. */
export const realTransports: Readonly<Record<"smtp" | "resend", (sender: SealedSender) => MailTransport>> = {
  smtp(sender) {
    const secret = openSecret(sender);
    if (secret.transport !== "smtp") throw new Error(`sender ${sender.id} holds credentials of ${secret.transport}`);
    return createSmtpTransport({ ...readSmtpUrl(secret.url), isMembersOwn: true });
  },
  resend(sender) {
    const secret = openSecret(sender);
    if (secret.transport !== "resend") throw new Error(`sender ${sender.id} holds credentials of ${secret.transport}`);
    const { RESEND_BASE_URL: baseUrl } = env();
    return createResendTransport({ apiKey: secret.apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) });
  },
};
