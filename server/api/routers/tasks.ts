import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  createTask,
  createTaskInput,
  listTasks,
  listTasksInput,
  taskIdInput,
  tickTask,
} from "@/server/services/tasks/manage";

const write = right("tasks.write");

export const tasksRouter = router({
  list: workspaceProcedure.input(listTasksInput).query(({ ctx, input }) => listTasks({ ctx: ctx.service, input })),
  create: write.input(createTaskInput).mutation(({ ctx, input }) => createTask({ ctx: ctx.service, input })),
  done: write.input(taskIdInput).mutation(({ ctx, input }) => tickTask({ ctx: ctx.service, input, done: true })),
  reopen: write.input(taskIdInput).mutation(({ ctx, input }) => tickTask({ ctx: ctx.service, input, done: false })),
});
