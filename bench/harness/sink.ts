import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as it arrived. `headers` holds the asked-for ones, by lower-case name, unfolded. */
export type SunkMail = { at: number; from: string; to: string[]; headers: Record<string, string>; bytes: number };

export type SinkOptions = {
  /** Headers to keep, in lower case. */
  headers?: readonly string[];
  /** Called for each mail before it is accepted; a text refuses it with this answer, e.g. "451 later". */
  onMail?: (mail: SunkMail) => string | undefined;
  /** Stamps mails; default is this machine's clock. */
  now?: () => number;
};

/** An SMTP server on loopback that accepts everything and remembers what came. Shares no code with the product. */
export async function startSink(
  options: SinkOptions = {},
): Promise<{ port: number; url: string; mails: SunkMail[]; stop: () => Promise<void> }> {
  const { headers: wanted = ["message-id", "to", "subject"], now = Date.now } = options;
  const mails: SunkMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", callback);
      stream.on("end", () => {
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        const mail: SunkMail = {
          at: now(),
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          headers: readHeaders(raw, wanted),
          bytes: raw.length,
        };
        const refusal = options.onMail?.(mail);
        if (refusal === undefined) {
          mails.push(mail);
          callback();
          return;
        }
        callback(Object.assign(new Error(refusal.slice(4)), { responseCode: Number(refusal.slice(0, 3)) }));
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo; // a TCP server's address is never a path
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function readHeaders(raw: Buffer, wanted: readonly string[]): Record<string, string> {
  const end = raw.indexOf("\r\n\r\n");
  const head = raw
    .subarray(0, end === -1 ? raw.length : end)
    .toString("latin1")
    .replace(/\r\n[ \t]+/g, " ");
  const found: Record<string, string> = {};
  for (const line of head.split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && wanted.includes(name)) found[name] = line.slice(colon + 1).trim();
  }
  return found;
}
