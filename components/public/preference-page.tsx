import { ChoiceRow } from "@/components/public/choice-row";
import { PublicFrame } from "@/components/public/public-frame";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { controlHeight, controlStyle } from "@/components/ui/control-style";

export interface PreferencePageProps {
  /** Where the form posts to. */
  action: string;
  company: string;
  address: string;
  topics: readonly { id: string; name: string; description: string; on: boolean }[];
  left: boolean;
  closed: boolean;
  pace: string | null;
  /** `YYYY-MM-DD` in the person's zone. */
  pausedUntil: string | null;
  firstPauseDay: string;
  saved: boolean;
  /** The rest is saved; the pause that was given is no day to come. */
  badDate: boolean;
  /** Where the button posts to that asks for everything held. */
  fileAction: string;
  file: "sent" | "often" | "by-hand" | null;
  /** Where a letter reaches the company. */
  postalAddress: string | null;
}

const paces = [
  { value: "", label: "As often as there is something to say" },
  { value: "daily", label: "At most once a day" },
  { value: "weekly", label: "At most once a week" },
  { value: "twice_a_month", label: "At most twice a month" },
  { value: "monthly", label: "At most once a month" },
];

/** What one gets and how often. One form, works without scripts. */
export function PreferencePage(page: PreferencePageProps) {
  const { action, company, address, topics, left, closed, saved } = page;
  return (
    <PublicFrame company={company} title="What you get from us">
      <p className="text-ink2">For {address}. What you choose holds at once, also for mail that is already waiting.</p>
      {saved && page.badDate ? (
        <Callout tone="amber" title="Saved, all but the pause." live="status">
          <a href="#pausedUntil" className="underline">
            Choose a day that is still to come
          </a>
          . The rest holds from now on.
        </Callout>
      ) : saved ? (
        <Callout tone="pine" title="Saved." live="status">
          It holds from now on.
        </Callout>
      ) : null}
      {page.file === "sent" ? (
        <Callout tone="pine" title="A mail is on its way to you." live="status">
          It has a link to everything we hold about you, which works for a day.
        </Callout>
      ) : null}
      {page.file === "often" ? (
        <Callout tone="amber" title="We have sent you that just now." live="status">
          Look into your inbox.
        </Callout>
      ) : null}
      {page.file === "by-hand" ? (
        <Callout tone="amber" title="We cannot send it to this address." live="status">
          We do not write to {address} any more, not even this. {company} has been told that you ask for your data and
          must answer within a month. You can also reply to the mail that led you here
          {page.postalAddress ? `, or write to ${page.postalAddress}` : ""}.
        </Callout>
      ) : null}
      {closed ? (
        <Callout title="We do not write to this address any more.">
          Mail to it came back or was marked as spam. Write to us if that is wrong.
        </Callout>
      ) : null}
      {left && !closed ? (
        <Callout title="You get nothing but messages about your orders.">Tick a topic to hear from us again.</Callout>
      ) : null}
      <form method="post" action={action} className="flex flex-col gap-6">
        <fieldset className="flex flex-col gap-3" disabled={closed}>
          <legend className="mb-2 font-medium text-lg">Topics</legend>
          {topics.map(({ id, name, description, on }) => (
            <ChoiceRow key={id} type="checkbox" name="on" value={id} checked={on} label={name} hint={description} />
          ))}
          {topics.map(({ id }) => (
            <input key={id} type="hidden" name="shown" value={id} />
          ))}
          {topics.length === 0 ? <p className="text-ink2">There is nothing to choose at the moment.</p> : null}
        </fieldset>
        <fieldset className="flex flex-col gap-3" disabled={closed}>
          <legend className="mb-2 font-medium text-lg">How often</legend>
          {paces.map(({ value, label }) => (
            <ChoiceRow
              key={value}
              type="radio"
              name="pace"
              value={value}
              checked={(page.pace ?? "") === value}
              label={label}
            />
          ))}
        </fieldset>
        <Pause {...page} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="do" value="save" size="lg" variant="primary" disabled={closed}>
            Save
          </Button>
          <Button type="submit" name="do" value="stop" size="lg" disabled={left || closed}>
            Everything off
          </Button>
        </div>
      </form>
      <form method="post" action={page.fileAction} className="border-line border-t pt-5">
        <p className="mb-3 text-base text-ink2">
          You may see everything we hold about you.{" "}
          {closed
            ? "Ask here, and we answer another way."
            : `We send a link to ${address}, so that nobody else gets it.`}
        </p>
        <Button type="submit">Send me my data</Button>
      </form>
    </PublicFrame>
  );
}

function Pause({
  pausedUntil,
  firstPauseDay,
  badDate,
}: Pick<PreferencePageProps, "pausedUntil" | "firstPauseDay" | "badDate">) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor="pausedUntil" className="font-medium text-lg">
        Nothing at all until
      </label>
      <input
        id="pausedUntil"
        name="pausedUntil"
        type="date"
        defaultValue={pausedUntil ?? ""}
        min={firstPauseDay}
        aria-describedby={badDate ? "pausedUntil-hint pausedUntil-problem" : "pausedUntil-hint"}
        aria-invalid={badDate || undefined}
        className={`${controlStyle} ${controlHeight.lg} max-w-56`}
      />
      <p id="pausedUntil-hint" className="text-base text-ink2">
        Leave it empty for no pause.
      </p>
      {badDate ? (
        <p id="pausedUntil-problem" className="text-base text-rust">
          Choose a day that is still to come.
        </p>
      ) : null}
    </div>
  );
}
