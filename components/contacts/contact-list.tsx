"use client";

import { Contact, Plus, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import { notify } from "@/components/ui/toast";
import { useHeldFocus } from "@/components/ui/use-held-focus";
import { useSettled } from "@/components/ui/use-settled";
import { VirtualTable } from "@/components/ui/virtual-table";
import { BulkBar } from "./bulk-bar";
import { contactColumns } from "./contact-columns";
import { ContactFilters, useContactFilters } from "./contact-filters";
import { ContactSheet } from "./contact-sheet";
import { useContactRows } from "./use-contact-rows";

/** Everybody we know, however many: found, narrowed, chosen, and from here to their journey. */
export function ContactList({ workspace }: { workspace: string }) {
  const router = useRouter();
  const { can, zone } = useWorkspace();
  const { names } = useVocabulary();
  const filters = useContactFilters();
  const rows = useContactRows(useSettled(useStable(filters.filter)));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const bar = useHeldFocus<HTMLDivElement>(selected);
  const [creating, setCreating] = useState(false);
  const labels = useRef(new Map<string, string>());
  const columns = useMemo(() => contactColumns(zone, (id) => names("member", id)), [zone, names]);

  const add = (
    <>
      <ButtonLink href={`/${workspace}/contacts/import`} icon={<Upload aria-hidden="true" className="size-4" />}>
        Import
      </ButtonLink>
      <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
        New contact
      </Button>
    </>
  );
  const empty = filters.narrowed ? (
    <EmptyState size="inline" title="Nobody fits">
      Take a filter away, or try a part of the name.
    </EmptyState>
  ) : null;

  return (
    <Page width="full">
      <PageHeader
        title="Contacts"
        description={
          rows.count === undefined
            ? "Everybody we may write to, and how it goes with each."
            : `${rows.count.toLocaleString("en")} ${rows.count === 1 ? "person" : "people"}${filters.narrowed ? (rows.count === 1 ? " fits" : " fit") : ""}`
        }
        actions={can("contacts.write") ? add : null}
      >
        <div ref={bar} tabIndex={-1} className="min-h-10 outline-none">
          {selected.size > 0 ? (
            <BulkBar
              ids={[...selected]}
              filter={filters.filter}
              count={rows.count ?? 0}
              onChoose={(ids) => setSelected(new Set(ids))}
              onClear={() => setSelected(new Set())}
            />
          ) : (
            <ContactFilters filters={filters} />
          )}
        </div>
      </PageHeader>
      {rows.error ? (
        <Failure onRetry={rows.retry}>{errorMessage(rows.error)}</Failure>
      ) : rows.count === undefined ? (
        <TableSkeleton rows={12} />
      ) : rows.count === 0 && !filters.narrowed ? (
        <EmptyState icon={<Contact />} title="Bring the first people in" action={can("contacts.write") ? add : null}>
          Import a list, add somebody by hand, or let your site send them by API. Heed asks on what ground you may write
          to them, and keeps the answer.
        </EmptyState>
      ) : (
        <VirtualTable
          label="Contacts"
          columns={columns}
          rowCount={rows.count}
          rowAt={(index) => {
            const row = rows.rowAt(index);
            if (row) labels.current.set(row.id, row.name);
            return row;
          }}
          rowId={(row) => row.id}
          rowHref={(row) => `/${workspace}/contacts/${row.id}`}
          onVisibleRange={rows.onVisibleRange}
          selection={{
            selected,
            onChange: setSelected,
            labelOf: (id) => labels.current.get(id) ?? "contact",
          }}
          empty={empty}
        />
      )}
      <ContactSheet
        open={creating}
        onOpenChange={setCreating}
        onSaved={(id) => {
          setCreating(false);
          notify({ title: "Contact added" });
          router.push(`/${workspace}/contacts/${id}`);
        }}
      />
    </Page>
  );
}

/** The same object while it says the same, so that a pause in typing is a pause. */
function useStable<Value extends object>(value: Value): Value {
  const said = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal text is an equal filter
  return useMemo(() => value, [said]);
}
