import type { z } from "zod";
import { auth } from "@/server/auth";
import { expecting } from "@/server/services/account/auth-error";
import { type AccountContext, passCookies } from "@/server/services/account/context";
import { ForbiddenError, parseInput } from "@/server/services/errors";
import { switchWorkspaceInput } from "@/server/services/workspaces/schemas";

/** Remembers the workspace as the one looked at last. Calls name theirs themselves: this grants nothing. @throws ForbiddenError */
export async function switchWorkspace(args: {
  ctx: AccountContext;
  input: z.input<typeof switchWorkspaceInput>;
}): Promise<{ ok: true }> {
  const { slug } = parseInput(switchWorkspaceInput, args.input);
  const answer = await expecting(
    { ORGANIZATION_NOT_FOUND: "no", USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: "no" } as const,
    () =>
      auth().api.setActiveOrganization({
        body: { organizationSlug: slug },
        headers: args.ctx.headers,
        returnHeaders: true,
      }),
  );
  if (answer === "no") throw new ForbiddenError("You are not a member of this workspace");
  passCookies(args.ctx, answer.headers);
  return { ok: true };
}
