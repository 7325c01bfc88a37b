import { z } from "zod";

export const mergeContactsInput = z
  .object({
    /** Whose journey it becomes. */
    keepId: z.string().min(1),
    /** Who turned out to be the same person. */
    otherId: z.string().min(1, "Choose who it is the same person as"),
    reason: z.string().trim().min(1, "Say how you know").max(300),
  })
  .refine(({ keepId, otherId }) => keepId !== otherId, { path: ["otherId"], message: "This is the same contact" });

export const mergePairInput = z.object({ keepId: z.string().min(1), otherId: z.string().min(1) });

/** Two contacts that were looked at and are not one person. */
export const keepApartInput = z
  .object({ contactId: z.string().min(1), otherId: z.string().min(1) })
  .refine(({ contactId, otherId }) => contactId !== otherId, {
    path: ["otherId"],
    message: "This is the same contact",
  });

export const duplicatesInput = z.object({ contactId: z.string().min(1) });
