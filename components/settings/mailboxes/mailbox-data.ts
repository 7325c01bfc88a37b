import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

export type MailboxData = inferRouterOutputs<AppRouter>["mailboxes"]["get"];

/** The steps in their order; the server's step names where it stands. */
export const steps = ["sign_in", "folders", "trial", "limits", "done"] as const;
export type Step = (typeof steps)[number];

/** How far it has come. The test belongs to signing in. */
export const stepOf = ({ step }: Pick<MailboxData, "step">): Step =>
  step === "test" ? "sign_in" : (steps.find((known) => known === step) ?? "sign_in");

/** It was connected, and its server does not let us in any more. With other servers the way leads through all steps again. */
export const isShut = ({ status, step }: Pick<MailboxData, "status" | "step">): boolean =>
  status === "needs_reauth" && step === "done";

/** What is to be done now. */
export const stepNow = (data: Pick<MailboxData, "status" | "step">): Step => (isShut(data) ? "sign_in" : stepOf(data));
