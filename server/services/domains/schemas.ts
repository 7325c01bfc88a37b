import { z } from "zod";
import { domainUses } from "@/core/domain-list";
import { isEnding, toDomain } from "@/core/domain-name";
import { isPhone } from "@/core/phone-number";

/** As people paste it: a name, an address or a link. Stored as ASCII. */
const domain = z
  .string()
  .max(500)
  .transform((written, ctx) => {
    const name = toDomain(written);
    if (name !== null && !isEnding(name)) return name;
    ctx.addIssue({
      code: "custom",
      message: name === null ? "Write a domain like company.com" : "Nobody owns that ending",
    });
    return z.NEVER;
  });

export const saveDomainInput = z.object({
  domain,
  use: z.enum(domainUses),
  note: z.string().trim().max(300).default(""),
});
export const domainIdInput = z.object({ id: z.string().min(1) });
export const savePhoneInput = z.object({
  number: z.string().trim().max(40).refine(isPhone, "Write a telephone number"),
  label: z.string().trim().max(120).default(""),
});
