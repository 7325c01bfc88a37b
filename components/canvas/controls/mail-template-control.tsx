"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import { nodeOf } from "@/core/graph";
import { isJsonObject, type JsonObject } from "@/core/json";
import { asNumber, asText, type ControlProps } from "./control";
import { LabelledGroup } from "./labelled";

const NameTemplateDialog = dynamic(
  () => import("@/components/mail/name-template-dialog").then((module) => module.NameTemplateDialog),
  { ssr: false },
);

/** Starts the mail from a template, keeps it as one, and says when the template has gone on. Choosing copies the text. */
export function MailTemplateControl(props: ControlProps) {
  const { value, graph, nodeId, onFields } = props;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useQuery(trpc.mailTemplates.list.queryOptions());
  const [naming, setNaming] = useState<boolean | null>(null); // null: not asked for yet
  const refresh = () => queries.invalidateQueries(trpc.mailTemplates.list.queryFilter());
  const save = useMutation(trpc.mailTemplates.save.mutationOptions({ onSuccess: refresh, onError: notifyFailure }));
  const config: JsonObject = nodeOf(graph, nodeId)?.config ?? {};
  const chosen = isJsonObject(value) ? { id: asText(value.id), version: asNumber(value.version) ?? 0 } : null;
  const template = list.data?.find(({ id }) => id === chosen?.id);
  const wording = { subject: asText(config.subject), preview: asText(config.preview), body: asText(config.body) };

  const take = (id: string | null) => {
    if (id === null) return onFields?.({ template: null, templateFamily: "" }, "template");
    const from = list.data?.find((one) => one.id === id);
    if (!from) return;
    const { subject, preview, body, version } = from;
    onFields?.({ subject, preview, body, template: { id, version }, templateFamily: id }, `from ${from.name}`);
  };
  const keep = (id: string, version: number) =>
    onFields?.({ template: { id, version }, templateFamily: id }, "template");
  const changed =
    template !== undefined &&
    (["subject", "preview", "body"] as const).some((part) => template[part] !== wording[part]);

  if (list.data?.length === 0 && wording.body === "") return null;
  return (
    <LabelledGroup props={props}>
      <div className="flex items-center gap-1.5">
        <Combobox
          aria-label={props.field.label}
          options={(list.data ?? []).map(({ id, name, subject }) => ({ value: id, label: name, hint: subject }))}
          value={chosen?.id ?? null}
          {...(template
            ? { valueLabel: template.name }
            : chosen
              ? { valueLabel: list.data ? "A template that was archived" : "…" }
              : {})}
          placeholder="Start from a template…"
          clearable
          onValueChange={take}
        />
        <Menu trigger={<IconButton label="More about the template" icon={<MoreHorizontal />} />}>
          <MenuItem disabled={wording.body === ""} onSelect={() => setNaming(true)}>
            Keep this mail as a new template…
          </MenuItem>
          {template && changed ? (
            <MenuItem
              onSelect={() =>
                save.mutate(
                  { id: template.id, version: template.version, ...wording },
                  {
                    onSuccess: ({ version }) => {
                      keep(template.id, version);
                      notify({ title: `${template.name} is at version ${version}`, tone: "success" });
                    },
                  },
                )
              }
              hint="Other steps keep the text they have"
            >
              Save into {template.name}
            </MenuItem>
          ) : null}
        </Menu>
      </div>
      {template && chosen && chosen.version < template.version ? (
        <p className="flex flex-wrap items-center justify-between gap-2 text-amber text-sm">
          Version {template.version} of this template is there; this step has version {chosen.version}.
          <Button size="sm" onClick={() => take(template.id)}>
            Take version {template.version}
          </Button>
        </p>
      ) : null}
      {naming === null ? null : (
        <NameTemplateDialog
          open={naming}
          onClose={() => setNaming(false)}
          suggestion={wording.subject}
          wording={wording}
          onCreated={(id, version) => {
            void refresh();
            keep(id, version);
          }}
        />
      )}
    </LabelledGroup>
  );
}
