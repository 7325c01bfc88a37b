"use client";

import { useMutation } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Search } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { type FormEvent, useEffect, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { FileDrop } from "@/components/ui/file-drop";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { useLive } from "@/components/ui/use-live";
import type { AppRouter } from "@/server/api/root";
import { AnswerView } from "./answer-view";

export type Found = inferRouterOutputs<AppRouter>["support"]["lookUp"];

/** What the server takes of a mail: its attachments come last and are not looked at. */
const LONGEST_MAIL = 1_900_000;
const LONGEST_SHOWN = 2_000;

/** One field for whatever a caller has: the first line under it is the answer. */
export function SupportScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const [q, setQ] = useQueryState("q", parseAsString.withDefault("").withOptions({ history: "push", shallow: true }));
  const [typed, setTyped] = useState(q);
  /** A whole mail that was asked about, and as much of it as stands in the field. */
  const [whole, setWhole] = useState<{ mail: string; shown: string } | null>(null);
  const [unread, setUnread] = useState(false);
  const look = useMutation(trpc.support.lookUp.mutationOptions());
  const { mutate } = look;
  const live = useLive();

  // the address carries what was asked: a link to an answer asks again, and is audited as its own look
  useEffect(() => {
    setTyped(q);
    if (q !== "") mutate({ q });
  }, [q, mutate]);

  function ask(text: string): void {
    const asked = text.trim();
    if (asked === "") return;
    if (whole !== null && text === whole.shown) mutate({ q: whole.mail });
    else if (asked.includes("\n")) askAbout(asked, text);
    else if (asked === q) mutate({ q: asked });
    else void setQ(asked);
  }
  /** A whole mail does not fit into an address, and is nobody else's business there. */
  function askAbout(text: string, shown = text.slice(0, LONGEST_SHOWN)): void {
    const mail = text.slice(0, LONGEST_MAIL);
    setWhole({ mail, shown });
    setTyped(shown);
    mutate({ q: mail });
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(typed);
  };
  const again = () => {
    if (whole !== null && typed === whole.shown) mutate({ q: whole.mail });
    else if (q !== "") mutate({ q });
  };

  if (!can("support.lookup")) {
    return (
      <Page>
        <PageHeader title="Support" />
        <p className="text-ink2">Your role does not look people up. An admin can give you another.</p>
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader title="Support" description="Is it from us? What does it say, and what do I answer?" />
      <form onSubmit={submit} className="flex flex-col gap-3">
        <div className="flex items-start gap-3">
          <Textarea
            aria-label="Address, name, company, subject, code, link, or the whole mail"
            placeholder="Address, name, company, subject, code, link, or the whole mail"
            rows={1}
            value={typed}
            autoFocus
            onValueChange={setTyped}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || typed.includes("\n")) return;
              event.preventDefault();
              ask(typed);
            }}
            className="flex-1"
          />
          <Button type="submit" variant="primary" icon={<Search />} busy={look.isPending} disabled={!live}>
            Look up
          </Button>
        </div>
        <FileDrop
          label="Or drop the mail here"
          hint="An .eml file, as mail programs save it"
          accept=".eml,message/rfc822,text/plain"
          error={unread ? "The browser could not read this file. Is it still where it was?" : undefined}
          onFiles={([file]) => {
            setUnread(false);
            file
              ?.slice(0, LONGEST_MAIL)
              .text()
              .then(
                (text) => askAbout(text),
                () => setUnread(true),
              );
          }}
        />
      </form>
      <div className="mt-6" aria-live="polite">
        {look.error ? (
          <Failure size="inline" onRetry={again}>
            {errorMessage(look.error)}
          </Failure>
        ) : look.isPending ? (
          <Loading label="Looking it up">
            <Skeleton className="h-40 w-full" />
          </Loading>
        ) : look.data && look.data.kind !== "empty" ? (
          <AnswerView found={look.data} workspace={workspace} onAsk={ask} onChanged={again} />
        ) : null}
      </div>
    </Page>
  );
}
