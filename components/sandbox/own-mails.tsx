import { Wordmark } from "@/components/shell/wordmark";
import { ButtonLink } from "@/components/ui/button-link";
import { DateTime } from "@/components/ui/date-time";

export interface OwnMailsProps {
  mails: readonly { id: string; to: string; subject: string; html: string; sentAt: Date }[];
  now: Date;
}

/** What Heed itself would have mailed, on a machine from which no mail leaves: one confirms one's own address here. */
export function OwnMails({ mails, now }: OwnMailsProps) {
  return (
    <div className="min-h-dvh px-6 py-6 sm:px-10">
      <Wordmark />
      <main className="mx-auto flex max-w-2xl flex-col gap-4 py-8">
        <div className="flex flex-wrap items-end justify-between gap-3">
          <h1 className="font-medium font-serif text-figure">Mails of Heed</h1>
          <ButtonLink href="/sandbox/heed" prefetch={false}>
            Look again
          </ButtonLink>
        </div>
        <p className="text-ink2">
          Nothing on this machine sends mail, so what Heed itself would send waits here: to confirm an address, to
          choose a new password, to join a workspace. What sequences send is in the local inbox of their workspace.
        </p>
        {mails.length === 0 ? (
          <p className="rounded-card border border-line bg-surface px-5 py-6 text-ink2">Nothing yet.</p>
        ) : null}
        {mails.map((mail, index) => (
          <details
            key={mail.id}
            open={index === 0}
            className="overflow-clip rounded-card border border-line bg-surface open:[&_summary]:border-line open:[&_summary]:border-b"
          >
            <summary className="cursor-pointer px-5 py-3.5">
              <span className="font-semibold">{mail.subject}</span>
              <span className="block text-ink2 text-sm">
                to {mail.to}, <DateTime at={mail.sentAt} zone="UTC" format="relative" now={now} />
              </span>
            </summary>
            <iframe
              title={`Mail to ${mail.to}: ${mail.subject}`}
              srcDoc={mail.html}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              referrerPolicy="no-referrer"
              className="h-128 w-full bg-paper"
            />
          </details>
        ))}
      </main>
    </div>
  );
}
