"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
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
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { FormDialog } from "./form-dialog";
import { embeddableForm } from "./form-snippet";
import type { Outputs } from "./settings-data";

type OptInForm = Outputs["forms"]["list"][number];

const windows = [
  { value: "30", label: "Last 30 days" },
  { value: "90", label: "Last 90 days" },
  { value: "365", label: "Last year" },
  { value: "ever", label: "Since it was made" },
] as const;

/** Forms people sign up by; who confirms by mail may be written to. */
export function FormSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [days, setDays] = useState<(typeof windows)[number]["value"]>("30");
  const list = useQuery({
    ...trpc.forms.list.queryOptions({ days: days === "ever" ? null : Number(days) }),
    placeholderData: keepPreviousData,
  });
  const [edited, setEdited] = useState<OptInForm | "new" | null>(null);
  const [shown, setShown] = useState<OptInForm | null>(null);
  const [closing, setClosing] = useState<OptInForm | null>(null);
  const archive = useMutation(trpc.forms.archive.mutationOptions());
  return (
    <div className="flex flex-col gap-5">
      {list.data && list.data.length > 0 ? (
        <Select
          aria-label="Who asked, counted over"
          className="w-56"
          options={windows}
          value={days}
          onValueChange={setDays}
        />
      ) : null}
      <Card flush>
        {list.error && !list.data ? (
          <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
        ) : !list.data ? (
          <Loading label="Forms are loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : list.data.length === 0 ? (
          <EmptyState size="inline" title="No forms yet">
            A page, or a piece of HTML for your site, where people sign up. Each confirms by mail, and the proof is
            kept.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {list.data.map((form) => (
              <li key={form.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="truncate font-medium">{form.name}</p>
                  <p className="truncate text-ink2 text-sm">{form.title}</p>
                </div>
                <Badge tone={form.confirmed > 0 ? "pine" : "neutral"}>
                  {form.confirmed.toLocaleString("en")} of {form.asked.toLocaleString("en")} who asked confirmed
                </Badge>
                <span className="flex flex-wrap gap-1">
                  <Button size="sm" aria-label={`Page and HTML of ${form.name}`} onClick={() => setShown(form)}>
                    Page and HTML
                  </Button>
                  {can("topics.write") ? (
                    <>
                      <Button size="sm" aria-label={`Edit ${form.name}`} onClick={() => setEdited(form)}>
                        Edit…
                      </Button>
                      <Button
                        size="sm"
                        variant="quiet"
                        aria-label={`Close ${form.name}`}
                        onClick={() => setClosing(form)}
                      >
                        Close…
                      </Button>
                    </>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {can("topics.write") ? (
        <div>
          <Button icon={<Plus />} onClick={() => setEdited("new")}>
            New form
          </Button>
        </div>
      ) : null}
      {edited ? <FormDialog form={edited === "new" ? null : edited} onClose={() => setEdited(null)} /> : null}
      {shown ? <WhereItIs form={shown} onClose={() => setShown(null)} /> : null}
      <ConfirmDialog
        open={closing !== null}
        onOpenChange={() => setClosing(null)}
        title={`Close ${closing?.name ?? "this form"}?`}
        confirmLabel="Close"
        danger
        onConfirm={async () => {
          if (!closing) return;
          await orSay(archive.mutateAsync({ id: closing.id }));
          await queries.invalidateQueries({ queryKey: trpc.pathKey() });
        }}
      >
        Nobody can sign up by it any more. Links that were mailed still confirm, and every consent keeps its proof.
      </ConfirmDialog>
    </div>
  );
}

function WhereItIs({ form, onClose }: { form: OptInForm; onClose: () => void }) {
  const html = embeddableForm(form);
  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      notify({ title: "Copied" });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      notify({ title: "The browser did not let us copy", tone: "error" });
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={form.name}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Done
          </Button>
          <Button variant="primary" onClick={() => void copy(html)}>
            Copy HTML
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div>
          <p className="font-medium">The page</p>
          <a href={form.url} target="_blank" rel="noreferrer" className="break-all underline underline-offset-2">
            {form.url}
          </a>
        </div>
        <div>
          <p className="font-medium">For your own site</p>
          <p className="text-ink2 text-sm">Plain HTML without scripts; style it as you like.</p>
          <pre className="mt-2 max-h-64 overflow-auto rounded-lg border border-line bg-surface2 p-3 text-caption">
            <code>{html}</code>
          </pre>
        </div>
      </div>
    </Dialog>
  );
}
