"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { allKeyScopes, type KeyScope, keyScopes } from "@/core/key-scopes";
import type { Outputs } from "./settings-data";

type Key = Outputs["keys"]["list"][number];

/** Keys of other programs, and what each may do. */
export function KeySettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone } = useWorkspace();
  const [shown, setShown] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const list = useQuery(trpc.keys.list.queryOptions());
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.keys.pathKey() });
  const revoke = useMutation(trpc.keys.revoke.mutationOptions({ onSuccess: refresh }));
  return (
    <div className="flex flex-col gap-5">
      {shown ? (
        <Callout tone="pine" title="Copy the key now. It is shown this once." live="status">
          <code data-key className="break-all">
            {shown}
          </code>
        </Callout>
      ) : null}
      <Card flush>
        {list.error && !list.data ? (
          <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
        ) : !list.data ? (
          <Loading label="Keys are loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : list.data.length === 0 ? (
          <EmptyState size="inline" title="No API keys yet">
            Other programs bring events, purchases and people with a key.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {list.data.map((key) => (
              <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{key.name ?? "Key"}</p>
                  <p className="text-ink2 text-sm">
                    <code>{key.start ?? ""}…</code>
                    {key.lastUsedAt ? (
                      <>
                        {" "}
                        used <DateTime at={key.lastUsedAt} zone={zone} />
                      </>
                    ) : (
                      " never used"
                    )}
                  </p>
                </div>
                <span className="flex flex-wrap gap-1">
                  {key.scopes.length === allKeyScopes.length ? (
                    <Badge tone="amber">Everything a key may</Badge>
                  ) : (
                    key.scopes.map((scope) => <Badge key={scope}>{keyScopes[scope].label}</Badge>)
                  )}
                </span>
                <Button
                  size="sm"
                  variant="danger-quiet"
                  aria-label={`Revoke ${key.name ?? "key"}`}
                  onClick={() => setRevoking(key)}
                >
                  Revoke…
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <NewKey onMade={setShown} />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title={`Revoke ${revoking?.name ?? "this key"}?`}
        confirmLabel="Revoke"
        danger
        onConfirm={async () => {
          if (revoking) await orSay(revoke.mutateAsync({ id: revoking.id }));
          setShown(null); // it may be the very one
        }}
      >
        Whatever uses it is refused from now on.
      </ConfirmDialog>
    </div>
  );
}

function NewKey({ onMade }: { onMade: (key: string) => void }) {
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly KeyScope[]>(["events"]);
  const { errors, end } = useSaveEnd({ failed: "No key was made", stale: [trpc.keys.pathKey()] });
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      ...end,
      onSuccess: async ({ key }) => {
        setName("");
        onMade(key);
        await end.onSuccess();
      },
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ name, scopes: [...scopes] });
  }
  return (
    <Card title="New key" description="Give it what its program needs and no more.">
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Field label="What uses it" error={errors.name}>
          <Input value={name} onValueChange={setName} placeholder="Web shop" />
        </Field>
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-2 font-medium">It may</legend>
          {allKeyScopes.map((scope) => (
            <Checkbox
              key={scope}
              label={keyScopes[scope].label}
              hint={keyScopes[scope].says}
              checked={scopes.includes(scope)}
              onCheckedChange={(on) => setScopes((now) => (on ? [...now, scope] : now.filter((one) => one !== scope)))}
            />
          ))}
          {errors.scopes ? (
            <p role="alert" className="text-rust text-sm">
              {errors.scopes}
            </p>
          ) : null}
        </fieldset>
        <div>
          <Button type="submit" icon={<Plus />} busy={create.isPending}>
            Make key
          </Button>
        </div>
      </form>
    </Card>
  );
}
