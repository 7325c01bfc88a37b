"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DateField } from "@/components/journey/date-field";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { notify } from "@/components/ui/toast";
import { useSettled } from "@/components/ui/use-settled";

/** Chooses whom to leave alone, or the company they work for. */
export function LeaveAloneDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone } = useWorkspace();
  const [search, setSearch] = useState("");
  const [whom, setWhom] = useState<string | null>(null);
  const [until, setUntil] = useState<Date | null>(null);
  const [wholeCompany, setWholeCompany] = useState(false);
  const asked = useSettled(search.trim());
  const found = useQuery({
    ...trpc.contacts.list.queryOptions({ limit: 20, ...(asked ? { search: asked } : {}) }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map(({ id, name, email }) => ({
    value: id,
    label: name,
    ...(email ? { hint: email } : {}),
  }));
  const leave = useMutation(trpc.contacts.leaveAlone.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Leave somebody alone"
      confirmLabel="Leave alone"
      reason="required"
      onConfirm={async (reason) => {
        if (whom === null) throw new Error("Choose whom.");
        if (until === null) throw new Error("Choose until when.");
        await orSay(leave.mutateAsync({ contactId: whom, until, reason, wholeCompany }));
        await queries.invalidateQueries({ queryKey: trpc.attention.pathKey() });
        notify({ title: "Nothing is sent until then" });
      }}
    >
      <div className="flex flex-col gap-4">
        <Field label="Whom" nativeLabel={false}>
          <Combobox
            aria-label="Whom"
            placeholder="Name or address"
            options={options}
            value={whom}
            onValueChange={setWhom}
            onSearch={setSearch}
          />
        </Field>
        <DateField label="Until" zone={zone} value={until} onChange={setUntil} />
        <Checkbox checked={wholeCompany} onCheckedChange={setWholeCompany} label="Everybody at their company too" />
      </div>
    </ConfirmDialog>
  );
}
