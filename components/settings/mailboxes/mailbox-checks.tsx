import { Callout } from "@/components/ui/callout";

export interface MailboxCheck {
  readonly what: string;
  readonly ok: boolean;
  readonly words: string;
  readonly advice: string;
}

const labels: Readonly<Record<string, string>> = { imap: "Fetching", sent: "Sent folder", smtp: "Sending" };

/** A server's words with one full stop behind them. */
export const toSentence = (words: string): string => `${words.trim().replace(/[.\s]+$/, "")}.`;

/** What the servers said, in their words, and what to do about it. */
export function MailboxChecks({ checks }: { checks: readonly MailboxCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <ul aria-label="Test" className="flex flex-col gap-2">
      {checks.map(({ what, ok, words, advice }) => (
        <li key={what}>
          <Callout tone={ok ? "pine" : what === "sent" ? "amber" : "rust"} title={`${labels[what] ?? what}:`}>
            {toSentence(words)} {advice}
          </Callout>
        </li>
      ))}
    </ul>
  );
}
