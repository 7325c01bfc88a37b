import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { PASSWORD } from "@/server/mailbox/testing/dovecot";

export interface SmtpMail {
  readonly user: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

export interface SmtpPeer {
  readonly port: number;
  readonly mails: SmtpMail[];
  stop(): Promise<void>;
}

/**
 * The SMTP side of a mailbox's host: TLS, the password `secret` or a token `good` says yes to, and what it does with a mail
 * it took: `answer` is its last line, `deliver` may carry the mail into an IMAP folder.
 */
export async function startSmtpPeer(
  options: {
    good?: (token: string) => boolean;
    answer?: (mail: SmtpMail) => string;
    deliver?: (mail: SmtpMail) => Promise<void>;
  } = {},
): Promise<SmtpPeer> {
  const mails: SmtpMail[] = [];
  const server = new SMTPServer({
    secure: true,
    authMethods: ["PLAIN", "LOGIN", "XOAUTH2"],
    disableReverseLookup: true,
    logger: false,
    onAuth({ username = "", password, accessToken }, _session, done) {
      const ok = password === PASSWORD || (accessToken !== undefined && options.good?.(accessToken) === true);
      if (ok) done(null, { user: username });
      else done(Object.assign(new Error("5.7.8 Authentication credentials invalid"), { responseCode: 535 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail: SmtpMail = {
          user: typeof session.user === "string" ? session.user : "",
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        };
        mails.push(mail);
        (options.deliver?.(mail) ?? Promise.resolve()).then(
          () => done(null, options.answer?.(mail) ?? "2.0.0 Ok: queued as 4Zx9Q"),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  server.on("error", () => undefined); // a client that hangs up is no news here
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve((listening.address() as AddressInfo).port));
  });
  return { port, mails, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
