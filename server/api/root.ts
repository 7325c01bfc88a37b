import "server-only";
import type { inferRouterInputs } from "@trpc/server";
import { accountRouter } from "@/server/api/routers/account";
import { attentionRouter } from "@/server/api/routers/attention";
import { attributesRouter } from "@/server/api/routers/attributes";
import { auditRouter } from "@/server/api/routers/audit";
import { brandsRouter } from "@/server/api/routers/brands";
import { broadcastsRouter } from "@/server/api/routers/broadcasts";
import { clockRouter } from "@/server/api/routers/clock";
import { companiesRouter } from "@/server/api/routers/companies";
import { consentsRouter } from "@/server/api/routers/consents";
import { contactsRouter } from "@/server/api/routers/contacts";
import { domainsRouter } from "@/server/api/routers/domains";
import { enrollmentsRouter } from "@/server/api/routers/enrollments";
import { formsRouter } from "@/server/api/routers/forms";
import { importsRouter } from "@/server/api/routers/imports";
import { integrationsRouter } from "@/server/api/routers/integrations";
import { invitationsRouter } from "@/server/api/routers/invitations";
import { journeysRouter } from "@/server/api/routers/journeys";
import { keysRouter } from "@/server/api/routers/keys";
import { launchesRouter } from "@/server/api/routers/launches";
import { mailTemplatesRouter } from "@/server/api/routers/mail-templates";
import { mailboxesRouter } from "@/server/api/routers/mailboxes";
import { membersRouter } from "@/server/api/routers/members";
import { notificationsRouter } from "@/server/api/routers/notifications";
import { preferencesRouter } from "@/server/api/routers/preferences";
import { productFactsRouter } from "@/server/api/routers/product-facts";
import { productsRouter } from "@/server/api/routers/products";
import { repliesRouter } from "@/server/api/routers/replies";
import { reportsRouter } from "@/server/api/routers/reports";
import { rulesRouter } from "@/server/api/routers/rules";
import { sandboxRouter } from "@/server/api/routers/sandbox";
import { segmentsRouter } from "@/server/api/routers/segments";
import { sendersRouter } from "@/server/api/routers/senders";
import { sequencesRouter } from "@/server/api/routers/sequences";
import { settingsRouter } from "@/server/api/routers/settings";
import { supportRouter } from "@/server/api/routers/support";
import { suppressionsRouter } from "@/server/api/routers/suppressions";
import { tasksRouter } from "@/server/api/routers/tasks";
import { teamsRouter } from "@/server/api/routers/teams";
import { todayRouter } from "@/server/api/routers/today";
import { topicsRouter } from "@/server/api/routers/topics";
import { touchesRouter } from "@/server/api/routers/touches";
import { trialsRouter } from "@/server/api/routers/trials";
import { webhooksRouter } from "@/server/api/routers/webhooks";
import { workspaceRouter } from "@/server/api/routers/workspace";
import { workspacesRouter } from "@/server/api/routers/workspaces";
import { createCallerFactory, router } from "@/server/api/trpc";

/** Every procedure of the app. A new one needs an input in testing/inputs.ts: leaving it out is a type error. */
export const appRouter = router({
  account: accountRouter,
  attention: attentionRouter,
  attributes: attributesRouter,
  audit: auditRouter,
  broadcasts: broadcastsRouter,
  brands: brandsRouter,
  clock: clockRouter,
  companies: companiesRouter,
  consents: consentsRouter,
  contacts: contactsRouter,
  domains: domainsRouter,
  forms: formsRouter,
  enrollments: enrollmentsRouter,
  imports: importsRouter,
  integrations: integrationsRouter,
  invitations: invitationsRouter,
  journeys: journeysRouter,
  keys: keysRouter,
  mailTemplates: mailTemplatesRouter,
  mailboxes: mailboxesRouter,
  launches: launchesRouter,
  reports: reportsRouter,
  members: membersRouter,
  notifications: notificationsRouter,
  preferences: preferencesRouter,
  productFacts: productFactsRouter,
  products: productsRouter,
  replies: repliesRouter,
  rules: rulesRouter,
  sandbox: sandboxRouter,
  segments: segmentsRouter,
  senders: sendersRouter,
  sequences: sequencesRouter,
  settings: settingsRouter,
  support: supportRouter,
  suppressions: suppressionsRouter,
  tasks: tasksRouter,
  teams: teamsRouter,
  today: todayRouter,
  topics: topicsRouter,
  touches: touchesRouter,
  trials: trialsRouter,
  webhooks: webhooksRouter,
  workspace: workspaceRouter,
  workspaces: workspacesRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;

export const createCaller = createCallerFactory(appRouter);
