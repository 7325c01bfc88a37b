"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { clockSteps, fromLocalInput, toClockTarget, toLocalInput, toPercent } from "./clock-target";

const WHILE_MOVING_MS = 500;

/** Moves the clock of a sandbox: by a step or to a time, with progress, and stops. It never goes back. */
export function ClockMover({ zone, onMoved }: { zone: string; onMoved: () => void }) {
  const trpc = useTRPC();
  const clock = useQuery(
    trpc.clock.get.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.move?.state === "moving" ? WHILE_MOVING_MS : false),
      staleTime: 0,
    }),
  );
  const move = useMutation(trpc.clock.move.mutationOptions({ onSuccess: () => clock.refetch() }));
  const stop = useMutation(trpc.clock.stop.mutationOptions({ onSuccess: () => clock.refetch() }));
  const [typed, setTyped] = useState<string | null>(null);

  const moving = clock.data?.move?.state === "moving" ? clock.data.move : null;
  // A short move may be over before it was ever seen moving: what counts is that another one has ended.
  const latest = clock.data?.move;
  const ended = latest && latest.state !== "moving" ? latest.id : null;
  const known = useRef(ended);
  useEffect(() => {
    if (ended === null || ended === known.current) return;
    known.current = ended;
    onMoved();
  }, [ended, onMoved]);

  if (!clock.data) return <p className="text-ink3">{clock.error ? errorMessage(clock.error) : "Reading the clock…"}</p>;

  if (moving)
    return (
      <div className="flex flex-col gap-3">
        <Progress
          label="Time passes; everything due on the way happens"
          value={toPercent(moving)}
          detail={`${toPercent(moving)} %`}
        />
        <p className="text-ink2 text-sm">
          It is <DateTime at={moving.reachedAt} zone={zone} />, on the way to{" "}
          <DateTime at={moving.targetAt} zone={zone} />.
        </p>
        <Button size="sm" busy={stop.isPending || moving.stopRequestedAt !== null} onClick={() => stop.mutate()}>
          Stop here
        </Button>
      </div>
    );

  // The answer is seconds old by the time somebody presses.
  const now = new Date(Date.now() + clock.data.offsetMs);
  const value = typed ?? toLocalInput(now, zone);
  const target = fromLocalInput(value, zone);
  const problem = move.error ? (fieldErrors(move.error).to ?? errorMessage(move.error)) : undefined;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink2 text-sm">Waits, delays and quiet hours follow this clock. Whatever falls due is done.</p>
      <div className="grid grid-cols-2 gap-2">
        {clockSteps.map(({ key, label }) => (
          <Button
            key={key}
            size="sm"
            disabled={move.isPending}
            onClick={() => move.mutate({ to: toClockTarget(key, now, zone) })}
          >
            {label}
          </Button>
        ))}
      </div>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (target) move.mutate({ to: target });
        }}
      >
        <Field label="Or to" error={problem} hint="The clock never goes back.">
          <Input type="datetime-local" value={value} onValueChange={setTyped} />
        </Field>
        <Button type="submit" variant="primary" busy={move.isPending} disabled={target === null || target <= now}>
          Move the clock
        </Button>
      </form>
    </div>
  );
}
