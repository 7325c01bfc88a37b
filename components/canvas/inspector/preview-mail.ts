import type { inferRouterOutputs } from "@trpc/server";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { MergeError } from "@/core/merge";
import { type MergedEmail, placeLinks, renderEmailText } from "@/core/merge-content";
import { toMergeData } from "@/core/merge-fields";
import type { EmailConfig } from "@/core/nodes/email";
import type { AppRouter } from "@/server/api/root";

export type PreviewPerson = inferRouterOutputs<AppRouter>["contacts"]["get"];

/** A mail merged for one person by the rules it will be sent by. Values of the entry are not known beforehand. */
export function previewMail(
  person: PreviewPerson,
  config: EmailConfig,
  vocabulary: WorkspaceVocabulary,
): { ok: true; merged: MergedEmail } | { ok: false; reason: string } {
  const sender = vocabulary.senders.find(({ id }) => id === config.senderId);
  const data = toMergeData(
    {
      firstName: person.firstName,
      lastName: person.lastName,
      email: person.email,
      phone: person.phone,
      country: person.country,
      companyName: person.company?.name ?? null,
      attributes: person.attributes,
      owner: person.owner ? { name: person.owner.name, email: "" } : null,
    },
    sender ? { name: sender.name, address: sender.address } : null,
    {},
  );
  try {
    const merged = renderEmailText(config, data);
    const urls = new Map(merged.links.map(({ id, url }) => [id, url]));
    return {
      ok: true,
      merged: { ...merged, text: placeLinks(merged.text, (id) => urls.get(id) ?? "", { html: false }) },
    };
  } catch (error) {
    if (error instanceof MergeError) return { ok: false, reason: `It cannot be shown yet: ${error.message}.` };
    throw error;
  }
}
