/** What DNS says of a domain we write from (EMAIL §7). `unanswered`: the resolver did not say, so nothing is claimed. */
export type RecordState = "good" | "weak" | "missing" | "unanswered";

export interface RecordLine {
  readonly state: RecordState;
  /** What was found, or what to do. */
  readonly said: string;
}

export interface DomainRecords {
  readonly spf: RecordLine;
  readonly dkim: RecordLine;
  readonly dmarc: RecordLine;
}

/** TXT strings of a name, each joined from its parts; null when the resolver did not answer. Empty: there are none. */
export type TxtAnswer = readonly string[] | null;

export interface DomainAnswers {
  /** TXT of the domain. */
  readonly root: TxtAnswer;
  /** TXT of `_dmarc.` below it, and below the registered domain. */
  readonly dmarc: TxtAnswer;
  readonly dmarcAbove: TxtAnswer;
  /** TXT of `selector._domainkey.` for each selector that was asked. */
  readonly dkim: Readonly<Record<string, TxtAnswer>>;
}

/** Judges the answers (RFC 7208 §3.2 and §4.5, RFC 6376 §3.6.1, RFC 7489 §6.3 and §6.6.3). */
export function judgeRecords(answers: DomainAnswers): DomainRecords {
  return { spf: judgeSpf(answers.root), dkim: judgeDkim(answers.dkim), dmarc: judgeDmarc(answers) };
}

const unanswered: RecordLine = { state: "unanswered", said: "The resolver did not answer" };

function judgeSpf(root: TxtAnswer): RecordLine {
  if (root === null) return unanswered;
  const records = root.filter((text) => /^v=spf1(?:\s|$)/i.test(text));
  const [record] = records;
  if (record === undefined) return { state: "missing", said: "Add a TXT record that begins with v=spf1" };
  if (records.length > 1) return { state: "weak", said: "There are two SPF records: receivers use neither" };
  const all = /(?:^|\s)([-~?+]?)all(?:\s|$)/i.exec(record)?.[1];
  if (all === "+" || all === "") return { state: "weak", said: "It ends in +all: anybody may send" };
  if (all === "?" || (all === undefined && !/\sredirect=/i.test(record)))
    return { state: "weak", said: "It says nothing about everybody else: end it in -all or ~all" };
  return { state: "good", said: record };
}

function judgeDkim(dkim: DomainAnswers["dkim"]): RecordLine {
  const asked = Object.entries(dkim);
  const keys = asked.flatMap(([selector, texts]) => {
    const record = texts?.find((text) => /(?:^|;)\s*p=/i.test(text));
    return record === undefined ? [] : [{ selector, key: /(?:^|;)\s*p=\s*([^;]*)/i.exec(record)?.[1]?.trim() ?? "" }];
  });
  const live = keys.filter(({ key }) => key !== "");
  if (live.length > 0) return { state: "good", said: `Key ${live.map(({ selector }) => selector).join(", ")}` };
  if (keys.length > 0) return { state: "weak", said: "The key was taken back (p= is empty)" };
  if (asked.length === 0 || asked.some(([, texts]) => texts === null)) return unanswered;
  return { state: "missing", said: `No key at ${asked.map(([selector]) => selector).join(", ")}` };
}

function judgeDmarc({ dmarc, dmarcAbove }: DomainAnswers): RecordLine {
  const find = (texts: TxtAnswer) => texts?.filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text)) ?? [];
  const own = find(dmarc);
  if (own.length === 0 && dmarc === null) return unanswered;
  const found = own.length > 0 ? own : find(dmarcAbove);
  const [record] = found;
  if (record === undefined) {
    return dmarcAbove === null
      ? unanswered
      : { state: "missing", said: "Add a TXT record at _dmarc that begins with v=DMARC1" };
  }
  if (found.length > 1) return { state: "weak", said: "There are two DMARC records: receivers use neither" };
  const tag = (name: string) => new RegExp(`(?:^|;)\\s*${name}=\\s*([a-z]+)`, "i").exec(record)?.[1]?.toLowerCase();
  const policy = own.length > 0 ? tag("p") : (tag("sp") ?? tag("p"));
  if (policy === "reject" || policy === "quarantine") return { state: "good", said: record };
  return { state: "weak", said: "p=none: forged mail in your name is delivered" };
}
