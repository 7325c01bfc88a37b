import { right, router } from "@/server/api/trpc";
import { logTouch, logTouchInput } from "@/server/services/touches/log-touch";

export const touchesRouter = router({
  log: right("contacts.write")
    .input(logTouchInput)
    .mutation(({ ctx, input }) => logTouch({ ctx: ctx.service, input })),
});
