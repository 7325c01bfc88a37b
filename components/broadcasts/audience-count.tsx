"use client";

import { errorMessage } from "@/components/trpc/field-errors";
import { Skeleton } from "@/components/ui/skeleton";
import type { BroadcastAudience } from "@/core/broadcast";
import type { JsonObject } from "@/core/json";
import { countPeople } from "./broadcast-data";
import { useAudiencePreview } from "./use-audience-preview";

/** How many it is now, who of them cannot get it, and for whom the rules will have to choose. */
export function AudienceCount({ audience, message }: { audience: BroadcastAudience | null; message: JsonObject }) {
  const { ready, longList, preview } = useAudiencePreview(audience, message);
  if (!ready) return <p className="text-ink3 text-sm">Choose who gets it to see how many they are.</p>;
  if (longList !== null) return <p className="text-sm">{countPeople(longList)} on the list</p>;
  if (preview.error) return <p className="text-rust text-sm">{errorMessage(preview.error)}</p>;
  if (!preview.data) return <Skeleton className="h-12 w-full" />;
  const { people, unreachable, alsoWanted } = preview.data;
  const reasons =
    unreachable === null
      ? []
      : [
          { count: unreachable.suppressed, words: "must not be written to" },
          { count: unreachable.noConsent, words: "never agreed to this" },
          { count: unreachable.optedOut, words: "left this topic" },
        ].filter(({ count }) => count > 0);
  return (
    <div aria-live="polite" className="flex flex-col gap-2 text-sm">
      <p>
        <span className="tabular font-serif text-figure" data-testid="audience-count">
          {people.toLocaleString("en")}
        </span>{" "}
        <span className="text-ink2">{people === 1 ? "person" : "people"} now</span>
      </p>
      {reasons.map(({ count, words }) => (
        <p key={words} className="text-ink2">
          {countPeople(count)} {words}: skipped
        </p>
      ))}
      {alsoWanted !== null && alsoWanted > 0 ? (
        <p className="text-amber">
          {countPeople(alsoWanted)} {alsoWanted === 1 ? "has" : "have"} other messages waiting: the better one goes
          first, the other waits its turn.
        </p>
      ) : null}
    </div>
  );
}
