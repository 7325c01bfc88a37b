import { PublicFrame } from "@/components/public/public-frame";
import { Button } from "@/components/ui/button";

export interface ConfirmPageProps {
  readonly action: string;
  readonly company: string;
  readonly address: string;
  readonly title: string;
  readonly wording: string;
  readonly topics: readonly string[];
  readonly state: "open" | "confirmed" | "lapsed";
  readonly formId: string;
}

/** The page behind the mailed link: a button agrees, looking does not. */
export function ConfirmPage({ action, company, address, title, wording, topics, state, formId }: ConfirmPageProps) {
  if (state === "confirmed") {
    return (
      <PublicFrame company={company} title="You are in">
        <p>{address} gets mail from us from now on. Each mail has a link that ends it.</p>
      </PublicFrame>
    );
  }
  if (state === "lapsed") {
    return (
      <PublicFrame company={company} title="This link is too old">
        <p>It was sent more than 30 days ago, and nothing was sent to you since.</p>
        <p>
          <a href={`/f/${encodeURIComponent(formId)}`} className="underline underline-offset-2">
            Sign up again
          </a>
        </p>
      </PublicFrame>
    );
  }
  return (
    <PublicFrame company={company} title={`${title}?`.replace(/[.!?]+\?$/, "?")}>
      <p>For {address}.</p>
      {topics.length > 0 ? (
        <ul className="list-disc pl-6">
          {topics.map((topic) => (
            <li key={topic}>{topic}</li>
          ))}
        </ul>
      ) : null}
      <p className="text-base text-ink2">{wording}</p>
      <form method="post" action={action}>
        <Button type="submit" size="lg" variant="primary">
          Yes, I want it
        </Button>
      </form>
    </PublicFrame>
  );
}
