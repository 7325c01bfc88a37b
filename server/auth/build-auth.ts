import { createHash } from "node:crypto";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { organization, twoFactor } from "better-auth/plugins";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/core/password-length";
import type { Database } from "@/db/client";
import { type IdPrefix, newId } from "@/db/ids";
import { accessControl, accessRoles } from "@/server/auth/access-control";
import type { SendSystemMail } from "@/server/auth/system-mail";
import { logger } from "@/server/log";

// better-auth's models by our words (db/schema/auth.ts).
const kinds: Record<string, IdPrefix> = {
  user: "member",
  session: "session",
  account: "credential",
  verification: "verification",
  organization: "workspace",
  member: "membership",
  invitation: "invitation",
  twoFactor: "twoFactor",
  apikey: "apiKey",
};

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

export interface AuthSettings {
  readonly db: Database["auth"];
  /** Where people reach Heed, without a slash at the end. Cookies are Secure when it is https. */
  readonly appUrl: string;
  /** The first signs sessions and seals second factors; a second factor sealed with any of them opens. */
  readonly secrets: readonly string[];
  readonly sendMail: SendSystemMail;
}

/** Under which number a second factor names its secret: of the secret itself, wherever it stands in the list. */
const versionOf = (secret: string): number => createHash("sha256").update(secret).digest().readUInt32BE();

/**
 * better-auth, set up. Its HTTP routes are not mounted: browser and server talk to it through our own procedures, which
 * call `auth.api` and pass cookies on. So its request limits do not run either; server/auth/attempts.ts does that.
 */
export function buildAuth({ db, appUrl, secrets, sendMail }: AuthSettings) {
  const log = logger("auth");
  return betterAuth({
    appName: "Heed",
    baseURL: appUrl,
    secrets: [...new Set(secrets)].map((value) => ({ version: versionOf(value), value })),
    // second factors from before they named their secret
    secret: secrets.at(-1) ?? "",
    database: drizzleAdapter(db, { provider: "pg", transaction: true }),
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message, ...rest) =>
        log[level](`${message} ${rest.filter((part) => typeof part === "string").join(" ")}`),
    },
    advanced: {
      cookiePrefix: "heed",
      database: { generateId: ({ model }) => newId(kinds[model] ?? "verification") },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      resetPasswordTokenExpiresIn: HOUR_S,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        sendMail({ kind: "reset", to: user.email, name: user.name, url: `${appUrl}/reset-password?token=${token}` }),
      onExistingUserSignUp: ({ user }) =>
        sendMail({ kind: "exists", to: user.email, name: user.name, url: `${appUrl}/sign-in` }),
    },
    emailVerification: {
      expiresIn: DAY_S,
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, token }) =>
        sendMail({ kind: "verify", to: user.email, name: user.name, url: `${appUrl}/verify-email?token=${token}` }),
    },
    session: { expiresIn: 30 * DAY_S, updateAge: DAY_S },
    plugins: [
      organization({
        ac: accessControl,
        roles: accessRoles,
        creatorRole: "owner",
        membershipLimit: 1_000,
        invitationExpiresIn: 7 * DAY_S,
        cancelPendingInvitationsOnReInvite: true,
        sendInvitationEmail: ({ id, email, role, organization: workspace, inviter }) =>
          sendMail({
            kind: "invitation",
            to: email,
            workspaceName: workspace.name,
            inviterName: inviter.user.name,
            role,
            url: `${appUrl}/join/${id}`,
          }),
      }),
      twoFactor({ issuer: "Heed" }),
      // Its default is ten calls a day per key.
      apiKey({
        references: "organization",
        defaultPrefix: "heed_",
        requireName: true,
        maximumNameLength: 80,
        rateLimit: { enabled: true, timeWindow: 60_000, maxRequests: 6_000 },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof buildAuth>;
