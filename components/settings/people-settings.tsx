"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { OwnMailLink } from "@/components/auth/own-mail-link";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { mayGiveRole } from "@/core/rights";
import { InviteForm } from "./invite-form";
import { roleOptions } from "./role-options";

/** Who works here, as what, and who is invited. */
export function PeopleSettings({ mailKeptHere }: { mailKeptHere: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { me, can, zone } = useWorkspace();
  const list = useQuery(trpc.members.list.queryOptions());
  const [removing, setRemoving] = useState<{ id: string; name: string } | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.members.pathKey() });
  const change = useMutation(
    trpc.members.changeRole.mutationOptions({
      onSuccess: async () => {
        notify({ title: "Role changed" });
        await refresh();
      },
      onError: notifyFailure,
    }),
  );
  const cancel = useMutation(
    trpc.members.cancelInvitation.mutationOptions({ onSuccess: refresh, onError: notifyFailure }),
  );
  const remove = useMutation(trpc.members.remove.mutationOptions());
  const mayWrite = can("members.write") && me !== null;
  if (list.error && !list.data)
    return <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>;
  return (
    <div className="flex flex-col gap-5">
      {mayWrite ? (
        <Card
          title="Invite somebody"
          description={
            <>They get a mail with a link that is good for seven days. {mailKeptHere ? <OwnMailLink /> : null}</>
          }
        >
          <InviteForm giver={me.role} onInvited={() => void refresh()} />
        </Card>
      ) : null}
      <Card title="People" flush>
        {!list.data ? (
          <Loading label="People are loading">
            <Skeleton className="m-5 h-32" />
          </Loading>
        ) : (
          <ul className="border-line border-t">
            {list.data.members.map(({ id, name, email, role }) => (
              <li
                key={id}
                className="flex flex-wrap items-center gap-3 border-line border-b px-5 py-2.5 last:border-b-0"
              >
                <Avatar name={name} />
                <span className="min-w-0 flex-1 basis-40">
                  <span className="block truncate font-medium">
                    {name}
                    {id === me?.id ? <span className="font-normal text-ink3"> (you)</span> : null}
                  </span>
                  <span className="block truncate text-ink2 text-sm">{email}</span>
                </span>
                {mayWrite && id !== me.id && mayGiveRole(me.role, role) ? (
                  <>
                    <Select
                      aria-label={`Role of ${name}`}
                      size="sm"
                      className="w-32"
                      options={roleOptions.filter(({ value }) => mayGiveRole(me.role, value))}
                      value={role}
                      onValueChange={(next) => change.mutate({ memberId: id, role: next })}
                    />
                    <Button size="sm" variant="danger-quiet" onClick={() => setRemoving({ id, name })}>
                      Remove…
                    </Button>
                  </>
                ) : (
                  <Badge>{roleOptions.find(({ value }) => value === role)?.label ?? role}</Badge>
                )}
              </li>
            ))}
            {list.data.invitations.map(({ id, email, role, expiresAt }) => (
              <li
                key={id}
                className="flex flex-wrap items-center gap-3 border-line border-b px-5 py-2.5 last:border-b-0"
              >
                <span className="min-w-0 flex-1 basis-40">
                  <span className="block truncate">{email}</span>
                  <span className="block text-ink2 text-sm">
                    Invited as {role}, until <DateTime at={expiresAt} zone={zone} />
                  </span>
                </span>
                <Badge tone="amber">Not here yet</Badge>
                {mayWrite ? (
                  <Button size="sm" onClick={() => cancel.mutate({ id })}>
                    Take back
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? ""}?`}
        confirmLabel="Remove"
        danger
        onConfirm={async () => {
          if (!removing) return;
          await orSay(remove.mutateAsync({ memberId: removing.id }));
          await refresh();
        }}
      >
        They are signed out at once. What they made stays.
      </ConfirmDialog>
    </div>
  );
}
