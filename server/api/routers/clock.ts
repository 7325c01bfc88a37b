import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { moveClock, readClock, stopClock } from "@/server/services/clock/move";
import { moveClockInput } from "@/server/services/clock/schemas";

const play = right("sandbox.play");

export const clockRouter = router({
  get: workspaceProcedure.query(({ ctx }) => readClock({ ctx: ctx.service })),
  move: play.input(moveClockInput).mutation(({ ctx, input }) => moveClock({ ctx: ctx.service, input })),
  stop: play.mutation(async ({ ctx }) => {
    await stopClock({ ctx: ctx.service });
    return { ok: true } as const;
  }),
});
