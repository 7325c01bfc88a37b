import { PublicFrame } from "@/components/public/public-frame";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { controlHeight, controlStyle } from "@/components/ui/control-style";

export interface FormPageProps {
  readonly form: {
    readonly company: string;
    readonly privacyUrl: string | null;
    readonly title: string;
    readonly intro: string;
    readonly wording: string;
    readonly button: string;
    readonly askName: boolean;
    readonly topics: readonly string[];
  };
  readonly action: string;
  readonly sent: boolean;
  readonly problem: "address" | "often" | null;
}

/** Sign up for mail. One form, works without scripts; nothing is agreed to until the mail it sends is answered. */
export function FormPage({ form, action, sent, problem }: FormPageProps) {
  if (sent) {
    return (
      <PublicFrame company={form.company} title="Look into your inbox">
        <p>We have sent you a mail with a button. Press it, and you are in; without it nothing is sent to you.</p>
        <p className="text-ink2">Nothing there after a few minutes? Look into the folder for spam, or try again.</p>
      </PublicFrame>
    );
  }
  return (
    <PublicFrame company={form.company} title={form.title}>
      {form.intro ? <p>{form.intro}</p> : null}
      {problem === "often" ? (
        <Callout tone="amber" live="alert" title="That was tried several times just now.">
          Look into your inbox, or come back in ten minutes.
        </Callout>
      ) : null}
      <form method="post" action={action} className="flex flex-col gap-5">
        <Line
          name="email"
          type="email"
          label="E-mail address"
          required
          autoComplete="email"
          bad={problem === "address"}
        />
        {form.askName ? (
          <div className="grid gap-5 sm:grid-cols-2">
            <Line name="first_name" label="First name" autoComplete="given-name" />
            <Line name="last_name" label="Last name" autoComplete="family-name" />
          </div>
        ) : null}
        <div aria-hidden="true" className="sr-only">
          <label>
            Leave this empty
            <input name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        {form.topics.length > 0 ? (
          <div>
            <p className="text-ink2">You will get mail about:</p>
            <ul className="mt-1 list-disc pl-6">
              {form.topics.map((topic) => (
                <li key={topic}>{topic}</li>
              ))}
            </ul>
          </div>
        ) : null}
        <p className="text-base text-ink2">
          {form.wording}
          {form.privacyUrl ? (
            <>
              {" "}
              <a href={form.privacyUrl} className="underline underline-offset-2">
                Privacy
              </a>
            </>
          ) : null}
        </p>
        <div>
          <Button type="submit" size="lg" variant="primary">
            {form.button}
          </Button>
        </div>
      </form>
    </PublicFrame>
  );
}

function Line({
  name,
  label,
  type = "text",
  required = false,
  autoComplete,
  bad = false,
}: {
  name: string;
  label: string;
  type?: string;
  required?: boolean;
  autoComplete: string;
  bad?: boolean;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={name} className="font-medium">
        {label}
        {required ? null : <span className="font-normal text-ink3"> (optional)</span>}
      </label>
      <input
        id={name}
        name={name}
        type={type}
        required={required}
        autoComplete={autoComplete}
        aria-invalid={bad || undefined}
        aria-describedby={bad ? `${name}-problem` : undefined}
        className={`${controlStyle} ${controlHeight.lg}`}
      />
      {bad ? (
        <p id={`${name}-problem`} className="text-base text-rust">
          This is not an e-mail address.
        </p>
      ) : null}
    </div>
  );
}
