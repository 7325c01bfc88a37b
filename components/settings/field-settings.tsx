"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { FieldDialog, fieldTypes } from "./field-dialog";
import type { Outputs } from "./settings-data";

type ContactField = Outputs["attributes"]["list"][number];

/** What fields of a contact mean: their type decides how they are typed, judged and compared. */
export function FieldSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [edited, setEdited] = useState<ContactField | "new" | null>(null);
  const [leaving, setLeaving] = useState<ContactField | null>(null);
  const list = useQuery(trpc.attributes.list.queryOptions());
  const undefine = useMutation(trpc.attributes.undefine.mutationOptions());
  const mayWrite = can("fields.write");
  return (
    <div className="flex flex-col gap-5">
      <Card flush>
        {list.error && !list.data ? (
          <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
        ) : !list.data ? (
          <Loading label="Fields are loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : list.data.length === 0 ? (
          <EmptyState size="inline" title="No fields yet">
            What you know of people besides name and company: a plan, a renewal date, a number of seats.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {list.data.map((field) => (
              <FieldRow
                key={field.key}
                field={field}
                onEdit={mayWrite ? () => setEdited(field) : null}
                onRemove={mayWrite ? () => setLeaving(field) : null}
              />
            ))}
          </ul>
        )}
      </Card>
      {mayWrite ? (
        <div>
          <Button icon={<Plus />} onClick={() => setEdited("new")}>
            New field
          </Button>
        </div>
      ) : null}
      {edited ? <FieldDialog field={edited === "new" ? null : edited} onClose={() => setEdited(null)} /> : null}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={`Forget what ${leaving?.label ?? "this field"} means?`}
        confirmLabel="Forget it"
        danger
        onConfirm={async () => {
          if (!leaving) return;
          await orSay(undefine.mutateAsync({ key: leaving.key }));
          await queries.invalidateQueries({ queryKey: trpc.pathKey() });
        }}
      >
        Contacts keep what they have. It is no longer judged, and takes the type most of its values are of.
      </ConfirmDialog>
    </div>
  );
}

function FieldRow({
  field,
  onEdit,
  onRemove,
}: {
  field: ContactField;
  onEdit: (() => void) | null;
  onRemove: (() => void) | null;
}) {
  const { key, label, kind, options, isDefined, count, misfits } = field;
  const people = (n: number) => `${n.toLocaleString("en")} ${n === 1 ? "contact" : "contacts"}`;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate font-medium">{label}</p>
        <p className="text-ink2 text-sm">
          <code>{key}</code> · {people(count)}
          {options.length > 0 ? ` · ${options.join(", ")}` : ""}
        </p>
        {misfits > 0 ? (
          <p className="text-amber text-sm">
            {people(misfits)} {misfits === 1 ? "has" : "have"} a value that does not fit. It is kept; conditions do not
            find it.
          </p>
        ) : null}
      </div>
      <Badge tone={isDefined ? "pine" : "neutral"}>
        {isDefined ? fieldTypes[kind].label : `not defined, looks like ${fieldTypes[kind].label.toLowerCase()}`}
      </Badge>
      {onEdit ? (
        <span className="flex gap-1">
          <Button size="sm" aria-label={`${isDefined ? "Edit" : "Define"} ${label}`} onClick={onEdit}>
            {isDefined ? "Edit…" : "Define…"}
          </Button>
          {isDefined && onRemove ? (
            <Button size="sm" variant="quiet" aria-label={`Forget what ${label} means`} onClick={onRemove}>
              Forget…
            </Button>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}
