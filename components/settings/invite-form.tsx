"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";
import { mayGiveRole, type Role } from "@/core/rights";
import { roleOptions } from "./role-options";

/** Invites somebody by mail. */
export function InviteForm({ giver, onInvited }: { giver: Role; onInvited: () => void }) {
  const trpc = useTRPC();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("marketer");
  const invite = useMutation(
    trpc.members.invite.mutationOptions({
      onSuccess: () => {
        notify({ title: `Invited ${email}`, description: "The mail with the link is on its way." });
        setEmail("");
        onInvited();
      },
    }),
  );
  const errors = fieldErrors(invite.error);
  const other = invite.error && Object.keys(errors).length === 0 ? errorMessage(invite.error) : undefined;
  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        invite.mutate({ email, role });
      }}
    >
      <Field label="E-mail address" className="min-w-56 flex-1" error={errors.email ?? other}>
        <Input type="email" value={email} onValueChange={setEmail} autoComplete="off" />
      </Field>
      <Field label="Role" nativeLabel={false} className="w-44" error={errors.role}>
        <Select
          options={roleOptions.filter(({ value }) => mayGiveRole(giver, value))}
          value={role}
          onValueChange={setRole}
        />
      </Field>
      <div className="pt-6.5">
        <Button type="submit" variant="primary" busy={invite.isPending}>
          Invite
        </Button>
      </div>
    </form>
  );
}
