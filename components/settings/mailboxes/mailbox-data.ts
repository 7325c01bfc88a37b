import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

export type MailboxData = inferRouterOutputs<AppRouter>["mailboxes"]["get"];

/** The steps in their order; the server's step names where it stands. */
export const steps = ["sign_in", "folders", "trial", "limits", "done"] as const;
export type Step = (typeof steps)[number];

/** The test belongs to signing in. */
export const stepOf = ({ step }: Pick<MailboxData, "step">): Step =>
  step === "test" ? "sign_in" : (steps.find((known) => known === step) ?? "sign_in");
