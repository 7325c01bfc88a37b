import { right, router } from "@/server/api/trpc";
import { undoActs } from "@/server/services/enrollments/acts";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import {
  enrollInput,
  jumpInput,
  pauseInput,
  resumeInput,
  skipWaitInput,
  stopInput,
  undoActsInput,
} from "@/server/services/enrollments/schemas";
import {
  jumpEnrollment,
  pauseEnrollments,
  resumeEnrollments,
  skipWait,
  stopEnrollments,
} from "@/server/services/enrollments/stop";

const write = right("enroll");
const pausing = right("passage.pause");

export const enrollmentsRouter = router({
  enroll: write.input(enrollInput).mutation(({ ctx, input }) => enrollContacts({ ctx: ctx.service, input })),
  stop: write.input(stopInput).mutation(({ ctx, input }) => stopEnrollments({ ctx: ctx.service, input })),
  pause: pausing.input(pauseInput).mutation(({ ctx, input }) => pauseEnrollments({ ctx: ctx.service, input })),
  resume: pausing.input(resumeInput).mutation(({ ctx, input }) => resumeEnrollments({ ctx: ctx.service, input })),
  skipWait: write.input(skipWaitInput).mutation(({ ctx, input }) => skipWait({ ctx: ctx.service, input })),
  undo: write.input(undoActsInput).mutation(({ ctx, input }) => undoActs({ ctx: ctx.service, input })),
  jump: write.input(jumpInput).mutation(({ ctx, input }) => jumpEnrollment({ ctx: ctx.service, input })),
});
