import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { actOnHeldInput, cancelHeld, letGo } from "@/server/services/attention/act-on-held";
import { calendarInput, readCalendar } from "@/server/services/attention/calendar";
import { listCollisions } from "@/server/services/attention/collisions";
import { countHeld, countHeldInput, listHeld, listHeldInput } from "@/server/services/attention/held";
import { endLeftAlone, endLeftAloneInput, listLeftAlone } from "@/server/services/attention/left-alone";
import { listNearLimit, nearLimitInput } from "@/server/services/attention/near-limit";
import { readStarts } from "@/server/services/attention/starts";
import { logTouch, logTouchInput } from "@/server/services/touches/log-touch";

const override = right("hold.override");

export const attentionRouter = router({
  held: workspaceProcedure.input(listHeldInput).query(({ ctx, input }) => listHeld({ ctx: ctx.service, input })),
  counts: workspaceProcedure.input(countHeldInput).query(({ ctx, input }) => countHeld({ ctx: ctx.service, input })),
  letGo: override.input(actOnHeldInput).mutation(({ ctx, input }) => letGo({ ctx: ctx.service, input })),
  cancel: override.input(actOnHeldInput).mutation(({ ctx, input }) => cancelHeld({ ctx: ctx.service, input })),
  calendar: workspaceProcedure
    .input(calendarInput)
    .query(({ ctx, input }) => readCalendar({ ctx: ctx.service, input })),
  starts: workspaceProcedure.query(({ ctx }) => readStarts({ ctx: ctx.service })),
  nearLimit: workspaceProcedure
    .input(nearLimitInput)
    .query(({ ctx, input }) => listNearLimit({ ctx: ctx.service, input })),
  collisions: workspaceProcedure.query(({ ctx }) => listCollisions({ ctx: ctx.service })),
  leftAlone: workspaceProcedure.query(({ ctx }) => listLeftAlone({ ctx: ctx.service })),
  endLeftAlone: right("leave-alone")
    .input(endLeftAloneInput)
    .mutation(({ ctx, input }) => endLeftAlone({ ctx: ctx.service, input })),
  logTouch: right("contacts.write")
    .input(logTouchInput)
    .mutation(({ ctx, input }) => logTouch({ ctx: ctx.service, input })),
});
