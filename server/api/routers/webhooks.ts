import { right, router } from "@/server/api/trpc";
import { listDeliveries, replayDelivery, testEndpoint } from "@/server/services/webhooks/deliveries";
import {
  createEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateEndpointSecret,
  updateEndpoint,
} from "@/server/services/webhooks/manage";
import {
  createEndpointInput,
  deliveryIdInput,
  endpointIdInput,
  listDeliveriesInput,
  updateEndpointInput,
} from "@/server/services/webhooks/schemas";

const write = right("settings.write");

export const webhooksRouter = router({
  list: write.query(({ ctx }) => listEndpoints({ ctx: ctx.service })),
  deliveries: write.input(listDeliveriesInput).query(({ ctx, input }) => listDeliveries({ ctx: ctx.service, input })),
  create: write.input(createEndpointInput).mutation(({ ctx, input }) => createEndpoint({ ctx: ctx.service, input })),
  update: write.input(updateEndpointInput).mutation(({ ctx, input }) => updateEndpoint({ ctx: ctx.service, input })),
  rotateSecret: write
    .input(endpointIdInput)
    .mutation(({ ctx, input }) => rotateEndpointSecret({ ctx: ctx.service, input })),
  remove: write.input(endpointIdInput).mutation(({ ctx, input }) => removeEndpoint({ ctx: ctx.service, input })),
  test: write.input(endpointIdInput).mutation(({ ctx, input }) => testEndpoint({ ctx: ctx.service, input })),
  replay: write.input(deliveryIdInput).mutation(({ ctx, input }) => replayDelivery({ ctx: ctx.service, input })),
});
