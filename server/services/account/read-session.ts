import { auth } from "@/server/auth";
import { type AccountContext, passCookies } from "@/server/services/account/context";

/** Who is signed in, as far as the session knows. */
export interface SignedIn {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly twoFactorEnabled: boolean;
  /** The workspace looked at last; it grants nothing. */
  readonly lastWorkspaceId: string | null;
}

/** Reads the session of a request's cookies and lengthens it when it is due; null when nobody is signed in. */
export async function readSession(ctx: AccountContext): Promise<SignedIn | null> {
  const { headers, response } = await auth().api.getSession({ headers: ctx.headers, returnHeaders: true });
  if (!response) return null;
  passCookies(ctx, headers);
  const { user, session } = response;
  return {
    memberId: user.id,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    twoFactorEnabled: user.twoFactorEnabled === true,
    lastWorkspaceId: session.activeOrganizationId ?? null,
  };
}
