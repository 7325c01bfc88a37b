import { z } from "zod";
import { roles } from "@/core/rights";
import { emailInput } from "@/server/services/account/schemas";

export const roleInput = z.enum(roles);
export const inviteInput = z.object({ email: emailInput, role: roleInput });
export const invitationIdInput = z.object({ id: z.string().min(1) });
export const changeRoleInput = z.object({ memberId: z.string().min(1), role: roleInput });
export const memberIdInput = z.object({ memberId: z.string().min(1) });
