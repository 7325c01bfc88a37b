import { z } from "zod";
import { isImportTarget } from "@/core/import-field";
import { consentBases, tagInput } from "@/server/services/contacts/schemas";
import { pageInput } from "@/server/services/page";

const MAX_FILE = 30_000_000;

const file = {
  fileName: z.string().trim().min(1).max(200),
  csv: z.string().min(1, "The file is empty").max(MAX_FILE, "The file is larger than 30 MB: split it"),
};

export const readImportInput = z.object(file);
export const startImportInput = z.object({
  ...file,
  /** Column name → field (core/import-field.ts). Columns that are left out are not imported. */
  mapping: z.record(z.string(), z.string().refine(isImportTarget, "Not a field a column can go to")),
  consent: z.object({
    basis: z.enum(consentBases, { error: "Say on what basis you may write to them" }),
    source: z.string().trim().min(1, "Say where these people come from").max(200),
    wording: z.string().trim().max(2_000).default(""),
    /** null: every topic. */
    topicId: z.string().nullable().default(null),
  }),
  tags: z.array(tagInput).max(20).default([]),
  enrollInSequenceId: z.string().nullable().default(null),
});
export const importIdInput = z.object({ id: z.string().min(1) });
export const leftOutInput = z.object({ id: z.string().min(1), reason: z.string().min(1).max(40) });
export const listImportsInput = pageInput;
