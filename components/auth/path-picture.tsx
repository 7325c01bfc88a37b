import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { type GlyphName, GlyphTile, type GlyphTone } from "@/components/ui/glyph";
import { Stamp } from "@/components/ui/timeline";

function Step({
  glyph,
  tone,
  title,
  sentence,
  stamp,
  pill = false,
  muted = false,
  tag,
}: {
  glyph: GlyphName;
  tone: GlyphTone;
  title: string;
  sentence: string;
  stamp?: number;
  pill?: boolean;
  muted?: boolean;
  tag?: string;
}) {
  return (
    <div
      className={cn(
        "relative flex w-60 gap-2.5 border bg-surface px-3.5 py-3",
        pill ? "rounded-pill" : "rounded-card",
        muted ? "border-line border-dashed" : "border-line2",
      )}
    >
      {stamp ? <Stamp className="-top-3 -left-3 absolute">{stamp}</Stamp> : null}
      {tag ? (
        <span className="-top-2.5 absolute right-4 rounded-pill bg-amber-mark px-2 py-0.5 font-medium text-micro text-on-amber">
          {tag}
        </span>
      ) : null}
      <GlyphTile name={glyph} tone={muted ? "neutral" : tone} round={pill} />
      <span className="min-w-0">
        <span className={cn("block font-semibold text-sm", muted && "font-normal text-ink2")}>{title}</span>
        <span className="block text-caption text-ink2">{sentence}</span>
      </span>
    </div>
  );
}

function Line({ children, taken = true }: { children?: ReactNode; taken?: boolean }) {
  return (
    <span className={cn("h-7 border-l-[3px]", taken ? "border-ink" : "border-line2 border-dotted")}>{children}</span>
  );
}

/** One person's path, as the product draws it. Decoration beside the sign-in form. */
export function PathPicture() {
  return (
    <div
      aria-hidden="true"
      className="flex h-full flex-col items-center justify-center bg-[radial-gradient(var(--color-dot)_1px,transparent_1px)] bg-size-[22px_22px] p-10"
    >
      <Step
        glyph="mail"
        tone="pine"
        title="Three things to try today"
        sentence="Plain text from Maya’s mailbox"
        stamp={1}
      />
      <Line />
      <Step glyph="fork" tone="iris" title="Wait for a reaction" sentence="Strongest reaction wins" stamp={2} />
      <Line />
      <Step glyph="mail" tone="pine" title="The five-minute version" sentence="Reply in the same thread" stamp={3} />
      <Line />
      <Step
        glyph="clock"
        tone="amber"
        title="Wait 4 days"
        sentence="then Tue–Thu, 9–11 their time"
        stamp={4}
        pill
        tag="now here"
      />
      <Line taken={false} />
      <Step glyph="flag" tone="pine" title="Bought a plan" sentence="Goal, checked at every step" pill muted />
      <p className="mt-10 max-w-80 text-balance text-center font-serif text-ink2 text-lg">
        Every send, delay and silence, explained.
      </p>
    </div>
  );
}
