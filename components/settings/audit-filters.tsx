"use client";

import { useVocabulary } from "@/components/canvas/workspace-names";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

export interface AuditFilter {
  readonly memberId?: string;
  readonly action?: string;
  readonly from?: Date;
}

const ANY = "any";
/** First word of an action → what it is about; in the order of how often one looks for it. */
const areas: readonly { value: string; label: string }[] = [
  { value: "sequence", label: "Sequences" },
  { value: "broadcast", label: "Broadcasts" },
  { value: "enrollment", label: "People in sequences" },
  { value: "touch", label: "Messages" },
  { value: "hold", label: "What was held" },
  { value: "support", label: "Look-ups" },
  { value: "phish", label: "Phishes" },
  { value: "reply", label: "Replies" },
  { value: "contact", label: "Contacts" },
  { value: "company", label: "Companies" },
  { value: "person", label: "Looks at people" },
  { value: "preference", label: "What people chose" },
  { value: "consent", label: "Consent" },
  { value: "suppression", label: "Suppressions" },
  { value: "leave-alone", label: "Leaving alone" },
  { value: "product-fact", label: "Product facts" },
  { value: "import", label: "Imports" },
  { value: "data", label: "Exports" },
  { value: "segment", label: "Segments" },
  { value: "field", label: "Fields" },
  { value: "form", label: "Forms" },
  { value: "rule", label: "Rules" },
  { value: "caps", label: "Let past a rule" },
  { value: "sending", label: "Pausing all sending" },
  { value: "launch", label: "Launches" },
  { value: "member", label: "Members" },
  { value: "invitation", label: "Invitations" },
  { value: "team", label: "Teams" },
  { value: "key", label: "API keys" },
  { value: "sender", label: "Senders" },
  { value: "mailbox", label: "Mailboxes" },
  { value: "domain", label: "Domains" },
  { value: "phone", label: "Numbers" },
  { value: "brand", label: "Brand" },
  { value: "mail-template", label: "Templates" },
  { value: "topic", label: "Topics" },
  { value: "product", label: "Products" },
  { value: "integration", label: "Other services" },
  { value: "webhook", label: "Webhooks" },
  { value: "settings", label: "Settings" },
  { value: "clock", label: "Sandbox time" },
];
const spans = [
  { value: "1", label: "The last day" },
  { value: "7", label: "The last 7 days" },
  { value: "30", label: "The last 30 days" },
];

/** By whom, about what, since when. */
export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (next: AuditFilter) => void }) {
  const { vocabulary } = useVocabulary();
  const without = (key: keyof AuditFilter): AuditFilter =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => name !== key));
  return (
    <div className="flex flex-wrap gap-3 px-5 py-3">
      <Field label="By" nativeLabel={false} className="w-48">
        <Select
          options={[
            { value: ANY, label: "Anybody" },
            ...(vocabulary?.members.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ]}
          value={filter.memberId ?? ANY}
          onValueChange={(memberId) => onChange(memberId === ANY ? without("memberId") : { ...filter, memberId })}
        />
      </Field>
      <Field label="About" nativeLabel={false} className="w-48">
        <Select
          options={[{ value: ANY, label: "Anything" }, ...areas]}
          value={filter.action ?? ANY}
          onValueChange={(action) => onChange(action === ANY ? without("action") : { ...filter, action })}
        />
      </Field>
      <Field label="Since" nativeLabel={false} className="w-48">
        <Select
          options={[{ value: ANY, label: "Ever" }, ...spans]}
          value={spanOf(filter.from)}
          onValueChange={(days) =>
            onChange(
              days === ANY ? without("from") : { ...filter, from: new Date(Date.now() - Number(days) * 86_400_000) },
            )
          }
        />
      </Field>
    </div>
  );
}

/** The span a chosen instant came from. */
function spanOf(from: Date | undefined): string {
  if (from === undefined) return ANY;
  const days = (Date.now() - from.getTime()) / 86_400_000;
  return spans.find(({ value }) => days <= Number(value) + 0.5)?.value ?? ANY;
}

/** Hands a text to the browser as a file. */
export function downloadText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
