import { z } from "zod";

export const journeyInput = z.object({ contactId: z.string().min(1) });
export const pathInput = z.object({ enrollmentId: z.string().min(1) });
export const mailInput = z.object({ touchId: z.string().min(1) });
