import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toDate } from "@/core/instant";
import { stableFraction, stableHash } from "@/core/stable-hash";
import type { OutgoingMail } from "@/server/mail/port";
import { signAction } from "@/server/mail/tracking-token";
import { parseMail } from "@/server/mailbox/parse-mail";
import type { Agenda } from "@/server/seed/agenda";
import { goodbye } from "@/server/seed/answers";
import { demoNow } from "@/server/seed/clock";
import type { Guest } from "@/server/seed/contacts";
import { receiveMail } from "@/server/services/replies/receive";
import { type PlayedMail, writeAbsence, writeReply } from "@/server/services/sandbox/write-answer";
import { writeBounce, writeComplaint } from "@/server/services/sandbox/write-report";
import { followLink, recordOpen } from "@/server/services/signals/record-visit";
import type { Visitor } from "@/server/services/signals/visitor";

const BROWSERS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
];
const SCANNER = "Mozilla/5.0 (compatible; Barracuda Sentinel)";
const APPLE_PROXY = "Mozilla/5.0";

/** What somebody is like: the same in every demo, by their address. */
interface Habits {
  /** 0 to 1: how much of what comes they read. */
  readonly keen: number;
  /** Their company's gateway follows every link before they see the mail. */
  readonly scanned: boolean;
  /** Their mail program loads pictures by itself. */
  readonly proxied: boolean;
}

const habitsOf = ({ email, company }: Guest): Habits => ({
  keen: stableFraction(`keen ${email}`),
  scanned: stableFraction(`gateway ${company.domain}`) < 0.09,
  proxied: stableFraction(`proxy ${email}`) < 0.16,
});

/** A mail as it reached somebody. */
export interface Arrived {
  readonly guest: Guest;
  readonly mail: OutgoingMail;
  readonly raw: Buffer;
  /** What they could answer. */
  readonly texts: readonly string[];
}

/** Lets the person react to a mail: opens, clicks, answers, or nothing. All of it goes through the doors the world uses. */
export function react(agenda: Agenda, arrived: Arrived): void {
  const { guest, mail } = arrived;
  const { keen, scanned, proxied } = habitsOf(guest);
  const chance = (what: string) => stableFraction(`${what} ${guest.email} ${mail.subject}`);
  const now = demoNow();
  const at = (ms: number) => addMs(now, Math.round(ms / SECOND_MS) * SECOND_MS);
  const links = linksOf(mail);
  if (stableHash(`gone ${guest.email}`) % 61 === 0) {
    agenda.add(at(40 * SECOND_MS), () => answer(arrived, async (played, when) => writeBounce(played, when)));
    return;
  }
  if (scanned) {
    agenda.add(at(SECOND_MS), () => recordOpen(openToken(mail), visitor(guest, SCANNER)));
    for (const [index, link] of links.entries())
      agenda.add(at((2 + index) * SECOND_MS), () => followLink(link, visitor(guest, SCANNER)));
  }
  if (proxied) {
    agenda.add(at(4 * MINUTE_MS + chance("proxy") * 20 * MINUTE_MS), () =>
      recordOpen(openToken(mail), visitor(guest, APPLE_PROXY)),
    );
  }
  if (chance("away") < 0.02) {
    const back = toDate(addMs(now, (3 + Math.floor(chance("back") * 5)) * DAY_MS));
    agenda.add(at(70 * SECOND_MS), () => answer(arrived, (played, when) => writeAbsence(played, back, when)));
    return;
  }
  if (chance("open") > 0.3 + 0.6 * keen) return;
  const opened = 6 * MINUTE_MS + chance("when") ** 2 * 9 * HOUR_MS;
  agenda.add(at(opened), () => recordOpen(openToken(mail), visitor(guest, browserOf(guest))));
  const [first] = links;
  if (first !== undefined && chance("click") < 0.15 + 0.5 * keen) {
    const clicked = opened + (0.5 + 4 * chance("read")) * MINUTE_MS;
    agenda.add(at(clicked), () => followLink(first, visitor(guest, browserOf(guest))));
  }
  const text = textOf(arrived, chance);
  if (text === null) return;
  agenda.add(at(opened + (8 + 50 * chance("write")) * MINUTE_MS), () =>
    answer(arrived, (played, when) =>
      text === "complaint" ? Promise.resolve(writeComplaint(played, when)) : writeReply(played, text, when),
    ),
  );
}

function textOf({ texts, guest }: Arrived, chance: (what: string) => number): string | null {
  if (stableHash(`angry ${guest.email}`) % 97 === 0) return "complaint";
  if (stableHash(`leaves ${guest.email}`) % 41 === 0) return goodbye;
  if (chance("reply") > 0.17) return null;
  return texts[Math.floor(chance("words") * texts.length)] ?? null;
}

async function answer(
  { guest, mail, raw }: Arrived,
  write: (played: PlayedMail, at: Date) => Promise<Buffer>,
): Promise<void> {
  const at = demoNow();
  const toName = `${guest.firstName} ${guest.lastName}`.trim();
  const played = { mail: await parseMail(raw), to: guest.email, toName, raw };
  const received = await receiveMail({
    workspaceId: mail.workspaceId,
    raw: await write(played, toDate(at)),
    receivedAt: at,
  });
  if (!received.ok) throw new Error(`an answer of ${guest.email} was ${received.reason}`);
}

const browserOf = ({ email }: Guest): string => BROWSERS[stableHash(`browser ${email}`) % BROWSERS.length] ?? "";

/** Addresses of the blocks for documentation (RFC 5737). */
const visitor = (guest: Guest, userAgent: string): Visitor => ({
  method: "GET",
  userAgent,
  ip: `${userAgent === SCANNER ? "198.51.100" : "203.0.113"}.${stableHash(`ip ${guest.email}`) % 250}`,
  prefetch: false,
});

const openToken = (mail: OutgoingMail): string => signAction({ do: "open", touchId: mail.touchId });

/** The tokens of the tracked links, in reading order, as a reader's program finds them in the mail. */
function linksOf(mail: OutgoingMail): string[] {
  return [...new Set([...mail.text.matchAll(/\/c\/([\w.~-]+)/g)].map(([, token]) => token ?? ""))];
}
