/** A mail as the sink saw it: nothing here knows the governor. */
export interface Seen {
  readonly to: string;
  readonly subject: string;
  /** The `Date` header: when the mail was claimed, workspace time. Whole seconds. */
  readonly dated: number;
  /** Workspace time by the sink's own stamp. */
  readonly stamped: number;
  /** 0: phase 1; then the steps of the clock, counted from 1. */
  readonly step: number;
}

export interface Verdict {
  sent_first: number;
  sent: number;
  violations: number;
  double_sends: number;
  out_of_order: number;
  wrong_step: number;
}

const DAY = 86_400_000;
/** The header has whole seconds; the stamp is taken when the mail arrives, some time after it was claimed. */
const HEADER_GRAIN = 1_000;
const ON_THE_WAY = 120_000;

/**
 * One rule, 1 in 24 h: of each person's mails, two less than a day apart are a violation; the same subject twice is a double;
 * subjects must come best first (`ranked`), the first in phase 1 and number n in step 4(n-1)+1.
 */
export function judgeMails(mails: readonly Seen[], addresses: readonly string[], ranked: readonly string[]): Verdict {
  const verdict = { sent_first: 0, sent: mails.length, violations: 0, double_sends: 0, out_of_order: 0, wrong_step: 0 };
  const byPerson = new Map<string, Seen[]>(addresses.map((address) => [address, []]));
  for (const mail of mails) byPerson.get(mail.to)?.push(mail);
  for (const own of byPerson.values()) {
    const sorted = own.toSorted((a, b) => a.dated - b.dated || a.stamped - b.stamped);
    verdict.double_sends += sorted.length - new Set(sorted.map(({ subject }) => subject)).size;
    sorted.forEach((mail, index) => {
      if (mail.step === 0) verdict.sent_first += 1;
      if (mail.subject !== ranked[index]) verdict.out_of_order += 1;
      if (mail.step !== (index === 0 ? 0 : 4 * index + 1)) verdict.wrong_step += 1;
      const before = sorted[index - 1];
      if (before === undefined) return;
      const tooSoon =
        mail.dated - before.dated < DAY - HEADER_GRAIN || mail.stamped - before.stamped < DAY - ON_THE_WAY;
      if (tooSoon) verdict.violations += 1;
    });
  }
  return verdict;
}
