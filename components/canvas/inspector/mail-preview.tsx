"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox";
import { Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { readConfig } from "@/core/config";
import { daySpans, describeDays } from "@/core/day-gutter";
import type { Graph, GraphNode } from "@/core/graph";
import { type EmailConfig, emailNode } from "@/core/nodes/email";
import { type PreviewPerson, previewMail } from "./preview-mail";

const KEY = "heed.preview-contact";

// Comes when the preview is unfolded.
const MailLooks = dynamic(() => import("./mail-look").then((module) => module.MailLooks), {
  loading: () => <Skeleton className="mt-2 h-72 w-full" />,
});

/** The foot of a mail's panel: the very words one person would read, and when. The person can be changed. */
export function MailPreview({
  graph,
  node,
  vocabulary,
  teamId,
}: {
  graph: Graph;
  node: GraphNode;
  vocabulary: WorkspaceVocabulary;
  /** Whose brand the mail carries. */
  teamId: string | null;
}) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => setChosen(localStorage.getItem(KEY)), []); // the server, which also draws this panel, has none
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const asked = useSettled(search);
  const people = useQuery({
    ...trpc.contacts.list.queryOptions({ search: asked, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const first = people.data?.items[0]?.id ?? null;
  const id = chosen ?? first;
  const contact = useQuery({ ...trpc.contacts.get.queryOptions({ id: id ?? "" }), enabled: id !== null, retry: false });
  const config = useSettled(readConfig(node, emailNode).config as EmailConfig); // an email's config, as its type reads it
  const options = (people.data?.items ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    ...(one.email && one.email !== one.name ? { hint: one.email } : {}),
  }));
  const person = contact.data;
  const span = daySpans(graph).get(node.id);

  return (
    <section
      aria-label="Preview"
      className="max-h-[65%] shrink-0 overflow-y-auto border-line border-t bg-surface2 px-4 py-3"
    >
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 cursor-pointer items-center gap-1.5 text-left font-semibold text-sm"
        >
          <ChevronDown aria-hidden className={cn("size-4 shrink-0 text-ink3", !open && "-rotate-90")} />
          <span className="truncate">As {person?.name ?? "one of them"} would get it</span>
        </button>
        {span ? <span className="whitespace-nowrap text-caption text-ink2 tabular">{describeDays(span)}</span> : null}
      </div>
      {people.data && people.data.items.length === 0 && search === "" ? (
        <p className="mt-1 text-ink2 text-sm">There is nobody yet to show it for.</p>
      ) : contact.error && chosen !== null ? (
        <p className="mt-1 text-ink2 text-sm">This person is no longer there. Choose another.</p>
      ) : people.error ? (
        <p className="mt-1 text-rust text-sm">{errorMessage(people.error)}</p>
      ) : person ? (
        <>
          <Merged person={person} config={config} vocabulary={vocabulary} folded={!open} />
          {open ? <MailLooks contactId={person.id} config={config} teamId={teamId} /> : null}
        </>
      ) : (
        <Skeleton className="mt-2 h-10 w-full" />
      )}
      {open || contact.error ? (
        <div className="mt-3">
          <Combobox
            aria-label="Show it for"
            options={options}
            value={id}
            onValueChange={(next) => {
              setChosen(next);
              if (next === null) localStorage.removeItem(KEY);
              else localStorage.setItem(KEY, next);
            }}
            onSearch={setSearch}
            {...(person ? { valueLabel: person.name } : {})}
            placeholder="Somebody else…"
          />
        </div>
      ) : null}
    </section>
  );
}

/** Subject and first words as this person reads them, at once while one types, and what is not known of them. */
function Merged({
  person,
  config,
  vocabulary,
  folded,
}: {
  person: PreviewPerson;
  config: EmailConfig;
  vocabulary: WorkspaceVocabulary;
  folded: boolean;
}) {
  const mail = previewMail(person, config, vocabulary);
  if (!mail.ok) return <p className="mt-1 text-ink2 text-sm">{mail.reason}</p>;
  const { merged } = mail;
  return (
    <div className="mt-1 text-sm">
      {folded ? (
        <p className="line-clamp-2 text-ink2">
          {merged.subject ? `“${merged.subject}” ` : ""}
          {merged.text.trim().slice(0, 200)}
        </p>
      ) : (
        <>
          <p className="font-semibold">{merged.subject}</p>
          {merged.preview ? <p className="text-caption text-ink3">{merged.preview}</p> : null}
        </>
      )}
      {merged.missing.length > 0 ? (
        <p className="mt-1 text-amber">
          Nothing is known for {merged.missing.join(", ")}: without a fallback this mail would not leave.
        </p>
      ) : null}
    </div>
  );
}
