import { z } from "zod";
import { pageInput } from "@/server/services/page";

export const listCompaniesInput = pageInput.extend({ search: z.string().trim().max(200).default("") });
export const companyIdInput = z.object({ id: z.string().min(1) });
export const renameCompanyInput = companyIdInput.extend({
  name: z.string().trim().min(1, "Give the company a name").max(200),
});
