"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { basisLabels } from "@/components/contacts/consent-fields";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ConsentDialog } from "./consent-dialog";
import type { ContactFacts } from "./journey-data";

const sayBasis = (basis: string): string => basisLabels[basis as keyof typeof basisLabels] ?? basis; // text in the database

/** On what ground they are written to, by topic; how it came about, and what one shows when somebody asks. */
export function ConsentBlock({ contact, zone }: { contact: ContactFacts; zone: string }) {
  const { can } = useWorkspace();
  const [recording, setRecording] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  return (
    <section>
      <h3 className="mb-2 font-semibold">Consent</h3>
      {contact.consents.length === 0 ? (
        <p className="text-ink2 text-sm">None on record: they get neither marketing nor sales.</p>
      ) : showsAll ? (
        <History contactId={contact.id} zone={zone} />
      ) : (
        <ul className="flex flex-col gap-2 text-sm">
          {contact.consents.map((one) => (
            <Word key={one.topicId ?? "all"} word={one} zone={zone} />
          ))}
        </ul>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {can("consent.write") && contact.person.erasedAt === null ? (
          <Button size="sm" onClick={() => setRecording(true)}>
            Record consent…
          </Button>
        ) : null}
        {contact.consents.length > 0 ? (
          <Button size="sm" variant="quiet" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? "What holds" : "History and proof"}
          </Button>
        ) : null}
      </div>
      {recording ? <ConsentDialog contact={contact} zone={zone} onClose={() => setRecording(false)} /> : null}
    </section>
  );
}

type Said = ContactFacts["consents"][number] & { readonly proof?: string | null };

function Word({ word, zone }: { word: Said; zone: string }) {
  const { topicName, basis, source, wording, proof, recordedAt } = word;
  return (
    <li>
      <span className="font-medium">{sayBasis(basis)}</span>
      {topicName ? ` for ${topicName}` : " for every topic"}
      <span className="block text-ink2">
        {source}, <DateTime at={recordedAt} zone={zone} format="day" />
        {wording ? `: “${wording}”` : ""}
      </span>
      {proof ? <span className="block break-words text-ink3">Proof: {proof}</span> : null}
    </li>
  );
}

/** Everything ever said, the newest first: the newest word for a topic holds. */
function History({ contactId, zone }: { contactId: string; zone: string }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.consents.list.queryOptions({ contactId }));
  if (list.error && !list.data)
    return <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>;
  if (!list.data)
    return (
      <Loading label="The history is loading">
        <Skeleton className="h-24 w-full" />
      </Loading>
    );
  return (
    <ol className="flex flex-col gap-2 border-line border-l-2 pl-3 text-sm">
      {list.data.map((one) => (
        <Word key={one.id} word={one} zone={zone} />
      ))}
    </ol>
  );
}
