import { z } from "zod";
import { toCivilDay } from "@/core/schedule-zone";

const LONGEST_DAYS = 366;

const day = z.iso.date("Give a date");
const daysOf = ({ from, to }: { from: string; to: string }): number => toCivilDay(to) - toCivilDay(from);

export const reportInput = z
  .object({
    /** First and last day, where the workspace is. */
    from: day,
    to: day,
    by: z.enum(["sequence", "team"]).default("sequence"),
    /** Only what this team sends. */
    teamId: z.string().max(64).optional(),
  })
  .refine((range) => daysOf(range) >= 0, { path: ["to"], message: "The last day comes before the first" })
  .refine((range) => daysOf(range) < LONGEST_DAYS, { path: ["from"], message: "At most a year at once" });
