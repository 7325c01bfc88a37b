import { z } from "zod";

/** Where to: an instant, workspace time. */
export const moveClockInput = z.object({ to: z.coerce.date() });
