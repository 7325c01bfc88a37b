import { z } from "zod";

export const teamTones = ["pine", "amber", "iris", "slate", "rust", "ink"] as const;
const name = z.string().trim().min(1, "Give the team a name").max(60);
const tone = z.enum(teamTones);

export const createTeamInput = z.object({ name, tone: tone.default("pine") });
export const updateTeamInput = z.object({ id: z.string().min(1), name: name.optional(), tone: tone.optional() });
export const teamIdInput = z.object({ id: z.string().min(1) });
export const setTeamMembersInput = z.object({
  id: z.string().min(1),
  memberIds: z.array(z.string().min(1)).max(1_000),
  /** Of these members, who hears what the team leaves lying; left out: whoever did before. */
  leadIds: z.array(z.string().min(1)).max(1_000).optional(),
});
