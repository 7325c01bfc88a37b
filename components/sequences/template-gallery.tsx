"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { newStepId } from "@/components/canvas/editor/new-step-id";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";
import { emptyGraph } from "@/core/edit";
import type { Graph } from "@/core/graph";
import { type Entrance, entranceNames } from "@/core/nodes/trigger";
import { sequenceTemplates } from "@/core/sequence-templates/all-templates";
import {
  drawTemplate,
  type SequenceTemplate,
  templateEntrance,
  templateFigures,
} from "@/core/sequence-templates/template";
import { SequenceMiniature } from "./sequence-miniature";
import { TemplateDialog } from "./template-dialog";

/** Complete sequences for real situations; a press asks what only the company knows, and the draft is there. */
export function TemplateGallery({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [chosen, setChosen] = useState<{ template: SequenceTemplate; graph: Graph } | null>(null);
  const create = useMutation(
    trpc.sequences.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`/${workspace}/sequences/${id}/draft`),
      onError: (error) => notify({ title: "That did not work", description: errorMessage(error), tone: "error" }),
    }),
  );
  const creating = create.isPending || create.isSuccess; // until its canvas is there
  const make = (name: string, graph: Graph) => create.mutate({ name, graph });
  const [begins, setBegins] = useState<Entrance["by"] | "any">("any");
  const shown = cards().filter(({ entrance }) => begins === "any" || entrance === begins);
  return (
    <Page>
      <PageHeader title="New sequence" description="Begin with one that answers what people do, or draw your own.">
        <Select aria-label="Who enters" className="w-64" options={ways()} value={begins} onValueChange={setBegins} />
      </PageHeader>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map(({ template, graph }) => {
          const { days, mails } = templateFigures(graph);
          return (
            <li key={template.id} className="flex flex-col overflow-clip rounded-card border border-line bg-surface">
              <div className="bg-canvas p-3">
                <SequenceMiniature graph={graph} label={`Drawing of ${template.title}`} />
              </div>
              <div className="flex flex-1 flex-col gap-2 p-4">
                <h2 className="font-serif text-lg">{template.title}</h2>
                <p className="text-ink2 text-sm">{template.situation}</p>
                <p className="mt-auto pt-2 text-caption text-ink3 tabular">
                  {mails} mails, {days} {days === 1 ? "day" : "days"} · stops when {template.stopsWhen}
                </p>
                <Button
                  className="mt-1 self-start"
                  onClick={() => setChosen({ template, graph })}
                  aria-label={`Use ${template.title}`}
                >
                  Use this
                </Button>
              </div>
            </li>
          );
        })}
        <li className="flex flex-col items-start justify-end gap-2 rounded-card border border-line2 border-dashed p-4">
          <h2 className="font-serif text-lg">Empty</h2>
          <p className="text-ink2 text-sm">Nothing but the entry. Every step is one key away.</p>
          <Button variant="primary" busy={creating} onClick={() => make("Untitled sequence", emptyGraph(newStepId()))}>
            Start empty
          </Button>
        </li>
      </ul>
      {chosen ? (
        <TemplateDialog
          template={chosen.template}
          graph={chosen.graph}
          busy={creating}
          onClose={() => setChosen(null)}
          onUse={(answers) => make(chosen.template.title, drawTemplate(chosen.template, answers, newStepId))}
        />
      ) : null}
    </Page>
  );
}

interface Card {
  readonly template: SequenceTemplate;
  readonly graph: Graph;
  readonly entrance: Entrance["by"] | null;
}

let drawn: readonly Card[] | undefined;

function cards(): readonly Card[] {
  drawn ??= sequenceTemplates.map((template) => {
    const graph = drawTemplate(template, {}, counted());
    return { template, graph, entrance: templateEntrance(graph) };
  });
  return drawn;
}

/** Only what some template begins with. */
function ways(): { value: Entrance["by"] | "any"; label: string }[] {
  const found = [...new Set(cards().flatMap(({ entrance }) => entrance ?? []))];
  return [
    { value: "any", label: "However people enter" },
    ...found.map((by) => ({ value: by, label: entranceNames[by] })),
  ];
}

/** Ids for a picture: no chance is needed, and the server draws the same. */
function counted(): () => string {
  let next = 0;
  return () => `n${++next}`;
}
