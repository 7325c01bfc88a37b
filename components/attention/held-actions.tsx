"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterInputs } from "@trpc/server";
import { useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";

type Which = inferRouterInputs<AppRouter>["attention"]["letGo"]["which"];
export interface HeldAct {
  readonly act: "let-go" | "cancel";
  readonly which: Which;
  readonly count: number;
}

const mails = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "mail" : "mails"}`;

/** Asks for the reason and carries it out, set by set, however many they are. */
export function HeldActDialog({ asked, onClose }: { asked: HeldAct | null; onClose: (done: boolean) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [sofar, setSofar] = useState(0);
  const letGo = useMutation(trpc.attention.letGo.mutationOptions());
  const cancel = useMutation(trpc.attention.cancel.mutationOptions());
  const going = asked?.act === "let-go";

  async function carryOut(reason: string): Promise<void> {
    if (asked === null) return;
    setSofar(0);
    const call = going ? letGo : cancel;
    let which: Which | null = asked.which;
    let done = 0;
    let left = 0;
    while (which !== null) {
      const answer: { done: number; left: number; next: string | null } = await orSay(
        call.mutateAsync({ which, reason }),
      );
      done += answer.done;
      left += answer.left;
      setSofar(done + left);
      which = answer.next !== null && "filter" in which ? { filter: which.filter, after: answer.next } : null;
    }
    setSofar(0);
    notify({
      title: going ? `${mails(done)} may leave now` : `${mails(done)} cancelled`,
      ...(left > 0
        ? {
            description: going
              ? `${mails(left)} stay: what a person chose, the law or a pause is not overruled.`
              : `${mails(left)} had left the line already.`,
          }
        : {}),
    });
    await queries.invalidateQueries({ queryKey: trpc.attention.pathKey() });
    onClose(true);
  }

  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={() => {
        setSofar(0);
        onClose(false);
      }}
      title={
        asked === null ? "" : going ? `Let ${mails(asked.count)} go now?` : `Cancel ${mails(asked.count)} for good?`
      }
      confirmLabel={sofar > 0 ? `${sofar.toLocaleString("en")} done…` : going ? "Let go now" : "Cancel them"}
      danger={!going}
      reason="required"
      onConfirm={carryOut}
    >
      {going
        ? "They leave within seconds, past rules, quiet hours and “leave alone”, and count like any other. What the person chose for themselves, and a pause, still stand."
        : "They are never sent. Whoever travels a sequence goes on by the step's “skipped” outcome. This cannot be taken back."}
    </ConfirmDialog>
  );
}

/** For the rows that are chosen, or for all that the filter leaves. */
export function HeldBulkBar({
  selected,
  total,
  onAct,
  onClear,
}: {
  selected: readonly string[];
  total: number;
  onAct: (act: HeldAct["act"], all: boolean) => void;
  onClear: () => void;
}) {
  const many = selected.length > 500;
  return (
    <fieldset className="flex flex-wrap items-center gap-2 rounded-lg bg-pine-tint px-3 py-1.5">
      <legend className="sr-only">For the chosen mails</legend>
      <span className="mr-2 font-medium text-pine tabular">{mails(selected.length)} chosen</span>
      <Button size="sm" disabled={many} onClick={() => onAct("let-go", false)}>
        Let go now…
      </Button>
      <Button size="sm" variant="danger-quiet" disabled={many} onClick={() => onAct("cancel", false)}>
        Cancel…
      </Button>
      {total > selected.length ? (
        <>
          <span aria-hidden="true" className="mx-1 h-4 w-px bg-line" />
          <Button size="sm" variant="quiet" onClick={() => onAct("let-go", true)}>
            Let all {total.toLocaleString("en")} go…
          </Button>
          <Button size="sm" variant="quiet" onClick={() => onAct("cancel", true)}>
            Cancel all {total.toLocaleString("en")}…
          </Button>
        </>
      ) : null}
      <Button size="sm" variant="quiet" className="ml-auto" onClick={onClear}>
        Clear
      </Button>
    </fieldset>
  );
}
