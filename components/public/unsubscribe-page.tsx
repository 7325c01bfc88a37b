import { PublicFrame } from "@/components/public/public-frame";
import { Button } from "@/components/ui/button";

export interface UnsubscribePageProps {
  /** Where the buttons post to. */
  action: string;
  company: string;
  address: string;
  /** What the mail was about; null: the button ends everything. */
  topic: string | null;
  done: boolean;
  all: boolean;
  goesOn: readonly string[];
}

/** Says what one leaves and what goes on. Every button is a form: looking changes nothing, also for machines. */
export function UnsubscribePage({ action, company, address, topic, done, all, goesOn }: UnsubscribePageProps) {
  if (done) return <Done {...{ action, company, address, topic, all, goesOn }} />;
  return (
    <PublicFrame company={company} title={topic ? `Stop “${topic}”?` : "Stop all mail from us?"}>
      <p>
        {topic
          ? `${address} will get no more mail about ${topic}.`
          : `${address} will get no more marketing or sales mail from ${company}.`}
      </p>
      {topic ? <GoesOn topics={goesOn} /> : <Orders />}
      <div className="flex flex-wrap gap-3">
        <Act action={action} does="leave" primary>
          {topic ? "Unsubscribe" : "Stop all mail"}
        </Act>
        {topic ? (
          <Act action={action} does="all">
            Stop all marketing and sales mail
          </Act>
        ) : null}
      </div>
    </PublicFrame>
  );
}

function Done({ action, company, address, topic, all, goesOn }: Omit<UnsubscribePageProps, "done">) {
  return (
    <PublicFrame company={company} title="Done: you are unsubscribed">
      <p>
        {all || !topic
          ? `${address} gets no more marketing or sales mail from ${company}.`
          : `${address} gets no more mail about ${topic}.`}{" "}
        This holds from now on, also for mail that was already waiting.
      </p>
      {all ? <Orders /> : <GoesOn topics={goesOn} />}
      <div className="flex flex-wrap gap-3">
        {all ? null : (
          <Act action={action} does="all">
            Stop all marketing and sales mail
          </Act>
        )}
        <Act action={action} does="undo">
          That was a mistake
        </Act>
      </div>
    </PublicFrame>
  );
}

function GoesOn({ topics }: { topics: readonly string[] }) {
  if (topics.length === 0) return <Orders />;
  return (
    <div>
      <p className="text-ink2">What goes on:</p>
      <ul className="mt-1 list-disc pl-6">
        {topics.map((topic) => (
          <li key={topic}>{topic}</li>
        ))}
        <li>Messages about what you ordered or asked for</li>
      </ul>
    </div>
  );
}

const Orders = () => <p className="text-ink2">Messages about what you ordered or asked for go on.</p>;

function Act({
  action,
  does,
  primary = false,
  children,
}: {
  action: string;
  does: string;
  primary?: boolean;
  children: string;
}) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="do" value={does} />
      <Button type="submit" size="lg" variant={primary ? "primary" : "secondary"}>
        {children}
      </Button>
    </form>
  );
}
