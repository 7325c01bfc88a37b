import { right, router } from "@/server/api/trpc";
import {
  connectIntegration,
  integrationEventIdInput,
  integrationKindInput,
  listIntegrationEvents,
  listIntegrationEventsInput,
  listIntegrations,
  removeIntegration,
  retryIntegrationEvent,
  updateIntegration,
  updateIntegrationInput,
} from "@/server/services/integrations/manage";

const write = right("settings.write");

export const integrationsRouter = router({
  list: write.query(({ ctx }) => listIntegrations({ ctx: ctx.service })),
  events: write
    .input(listIntegrationEventsInput)
    .query(({ ctx, input }) => listIntegrationEvents({ ctx: ctx.service, input })),
  connect: write
    .input(integrationKindInput)
    .mutation(({ ctx, input }) => connectIntegration({ ctx: ctx.service, input })),
  update: write
    .input(updateIntegrationInput)
    .mutation(({ ctx, input }) => updateIntegration({ ctx: ctx.service, input })),
  remove: write
    .input(integrationKindInput)
    .mutation(({ ctx, input }) => removeIntegration({ ctx: ctx.service, input })),
  retry: write
    .input(integrationEventIdInput)
    .mutation(({ ctx, input }) => retryIntegrationEvent({ ctx: ctx.service, input })),
});
