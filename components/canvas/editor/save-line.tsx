"use client";

import type { DraftStore, SaveState } from "@/components/canvas/store/draft-store";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";

/** Where the draft is: always in words, always in view. */
export function SaveLine({ save, store, onRetry }: { save: SaveState; store: DraftStore; onRetry: () => void }) {
  return save.is === "conflict" ? (
    <ConflictMenu store={store} />
  ) : save.is === "refused" ? (
    <RefusedMenu words={save.words} signedOut={save.signedOut} onRetry={onRetry} />
  ) : (
    <span role="status" className={cn("text-caption tabular", save.is === "offline" ? "text-amber" : "text-ink2")}>
      {words(save)}
    </span>
  );
}

/** Both sides changed the same: one is chosen, and undo brings the other back. */
function ConflictMenu({ store }: { store: DraftStore }) {
  const { settle } = store.getState();
  return (
    <Popover
      title="Somebody else changed the same step"
      align="end"
      trigger={
        <button type="button" className="rounded-pill">
          <Badge tone="rust">Not saved: changed elsewhere</Badge>
        </button>
      }
    >
      <p className="text-ink2 text-sm">
        What does not collide is put together. Where both of you changed the same words, one side stands; undo brings
        back the other.
      </p>
      <div className="mt-3 flex gap-2">
        <Button size="sm" variant="primary" onClick={() => settle("ours")}>
          Keep mine
        </Button>
        <Button size="sm" onClick={() => settle("theirs")}>
          Take theirs
        </Button>
      </div>
    </Popover>
  );
}

/** The server will not have it: why, and the ways out. The draft is kept in this browser meanwhile. */
function RefusedMenu({ words, signedOut, onRetry }: { words: string; signedOut: boolean; onRetry: () => void }) {
  return (
    <Popover
      title={signedOut ? "You are signed out" : "This draft is not saved"}
      align="end"
      trigger={
        <button type="button" className="rounded-pill">
          <Badge tone="rust">{signedOut ? "Not saved: signed out" : "Not saved"}</Badge>
        </button>
      }
    >
      <p className="text-ink2 text-sm">{signedOut ? "Sign in again in another tab, then try again." : words}</p>
      <p className="mt-1 text-ink2 text-sm">What you changed is kept in this browser.</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {signedOut ? (
          <ButtonLink size="sm" variant="primary" href="/sign-in" target="_blank">
            Sign in again
          </ButtonLink>
        ) : (
          <Button size="sm" variant="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
        )}
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      </div>
    </Popover>
  );
}

function words(save: Exclude<SaveState, { is: "conflict" | "refused" }>): string {
  switch (save.is) {
    case "saved":
      return save.at === null
        ? "Saved"
        : `Saved ${new Date(save.at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}`;
    case "unsaved":
    case "saving":
      return "Saving…";
    case "offline":
      return save.kept ? "Offline, kept here" : "Offline, not kept: stay on this page";
  }
}
