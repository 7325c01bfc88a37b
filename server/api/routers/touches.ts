import { right, router } from "@/server/api/trpc";
import { logTouch, logTouchInput } from "@/server/services/touches/log-touch";
import { settleUnknown, settleUnknownInput } from "@/server/services/touches/settle-unknown";

export const touchesRouter = router({
  settleUnknown: right("hold.override")
    .input(settleUnknownInput)
    .mutation(({ ctx, input }) => settleUnknown({ ctx: ctx.service, input })),
  log: right("contacts.write")
    .input(logTouchInput)
    .mutation(({ ctx, input }) => logTouch({ ctx: ctx.service, input })),
});
