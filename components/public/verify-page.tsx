import { PublicFrame } from "@/components/public/public-frame";
import { Button } from "@/components/ui/button";
import { controlHeight, controlStyle } from "@/components/ui/control-style";
import { formatInstant, toZoneName } from "@/components/ui/date-format";

export interface VerifyPageProps {
  code: string;
  answer:
    | { ours: true; company: string; sender: { name: string; address: string }; sentAt: Date; zone: string }
    | { ours: false }
    | { tooMany: string }
    | null;
}

/** Whether a mail is ours. Says nothing about whom it went to. */
export function VerifyPage({ code, answer }: VerifyPageProps) {
  if (answer && "tooMany" in answer) {
    return (
      <PublicFrame title="Too many codes in a short time">
        <p>{answer.tooMany}.</p>
      </PublicFrame>
    );
  }
  if (answer?.ours) {
    const { company, sender, sentAt, zone } = answer;
    return (
      <PublicFrame company={company} title="Yes, this mail is ours">
        <p>
          {company} sent it on{" "}
          <strong className="font-semibold">
            {formatInstant(sentAt, zone, "full")} ({toZoneName(zone)})
          </strong>{" "}
          as <strong className="font-semibold">{sender.name}</strong>, from{" "}
          <strong className="font-semibold">{sender.address}</strong>.
        </p>
        <p className="text-ink2">
          If the mail you have shows another sender or another day, somebody copied our code: do not trust it.
        </p>
        <Ask />
      </PublicFrame>
    );
  }
  return (
    <PublicFrame title={answer ? "No: we do not know this mail" : "Is a mail really from us?"}>
      {answer ? (
        <p>
          No mail with the code <strong className="font-semibold">{code || "you gave"}</strong> was sent from here.
          Check the code. If it is right, do not open links in that mail and do not answer it.
        </p>
      ) : (
        <p>Every message carries a short code near its end. Type it here.</p>
      )}
      <Ask />
    </PublicFrame>
  );
}

function Ask() {
  return (
    <form method="get" action="/verify" className="flex flex-wrap items-end gap-3">
      <div className="flex flex-col gap-1.5">
        <label htmlFor="code" className="text-base text-ink2">
          Code
        </label>
        <input
          id="code"
          name="code"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          className={`${controlStyle} ${controlHeight.lg} max-w-56`}
        />
      </div>
      <Button type="submit" size="lg" variant="primary">
        Check
      </Button>
    </form>
  );
}
