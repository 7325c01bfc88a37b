import { auth } from "@/server/auth";

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

/** Reads the session of a request's cookies; null when nobody is signed in. */
export async function readSession(headers: Headers): Promise<SignedIn | null> {
  const found = await auth().api.getSession({ headers });
  if (!found) return null;
  const { user, session } = found;
  return {
    memberId: user.id,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    twoFactorEnabled: user.twoFactorEnabled === true,
    lastWorkspaceId: session.activeOrganizationId ?? null,
  };
}
