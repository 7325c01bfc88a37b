import { PrivateHostError } from "@/server/mailbox/safe-host";

/** `sign_in`: the server refused who we are. `unreachable`: nobody answered. `refused`: it answered, and would not. */
export type TroubleKind = "sign_in" | "unreachable" | "refused";

/** A mail server that cannot be used now, in its own words. */
export class MailboxTrouble extends Error {
  override name = "MailboxTrouble";
  constructor(
    readonly kind: TroubleKind,
    /** The server's own words, or the network's: may be shown. */
    readonly words: string,
    options?: ErrorOptions,
  ) {
    super(words, options);
  }
}

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: "There is no server of this name",
  EAI_AGAIN: "The name cannot be looked up now",
  ECONNREFUSED: "The server refused the connection at this port",
  ECONNRESET: "The server closed the connection",
  ETIMEDOUT: "The server did not answer in time",
  EHOSTUNREACH: "The server cannot be reached from here",
  ENETUNREACH: "The server cannot be reached from here",
  CONNECT_TIMEOUT: "The server did not answer in time",
  GREETING_TIMEOUT: "Something answered, but not as a mail server does",
  UPGRADE_TIMEOUT: "The server did not answer when encryption was asked for",
};

/** Codes with which an IMAP server says that it cannot sign anybody in now, whoever it is (RFC 5530, and Exchange). */
const BUSY = new Set(["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "THROTTLED"]);
/** The same in words, of servers that give no code: Gmail, Dovecot, Exchange. */
const BUSY_WORDS =
  /too many (?:simultaneous )?(?:connections|logins|sessions)|temporar(?:y|ily)|authenticated but not connected|try again later/i;

const read = (error: Error, name: string): string => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
};

/** What a failed command or connection of either client means. Faults of our own are thrown on. */
export function toTrouble(error: unknown): MailboxTrouble {
  if (error instanceof MailboxTrouble) return error;
  if (error instanceof PrivateHostError) return new MailboxTrouble("unreachable", error.message, { cause: error });
  if (!(error instanceof Error)) throw error;
  const code = read(error, "code");
  const said = clean(read(error, "responseText") || read(error, "response"));
  if (Reflect.get(error, "authenticationFailed") === true || code === "EAUTH")
    return isBusy(error, said)
      ? new MailboxTrouble("unreachable", said || "The server cannot sign anybody in now", { cause: error })
      : new MailboxTrouble("sign_in", said || "The server did not accept user name and password", { cause: error });
  if (/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ETLS)/.test(code))
    return new MailboxTrouble("refused", `No secure connection: ${error.message}`, { cause: error });
  const network = NETWORK[code];
  if (network !== undefined) return new MailboxTrouble("unreachable", network, { cause: error });
  if (said !== "") return new MailboxTrouble("refused", said, { cause: error });
  if (code !== "") return new MailboxTrouble("unreachable", error.message, { cause: error });
  throw error;
}

/** A sign-in that failed because the server is busy or unwell: it says nothing about user name and password. */
function isBusy(error: Error, said: string): boolean {
  const smtp: unknown = Reflect.get(error, "responseCode");
  if (typeof smtp === "number" && smtp < 500) return true;
  const code = read(error, "serverResponseCode");
  return BUSY.has(code) || (code !== "AUTHENTICATIONFAILED" && BUSY_WORDS.test(said));
}

/** Without the tag and status a line of IMAP or SMTP begins with; one line, not longer than a screen shows. */
const clean = (line: string): string =>
  line
    .replace(/^\S+ (?:NO|BAD) /, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 400);
