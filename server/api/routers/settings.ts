import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listExports } from "@/server/services/exports/list";
import { pauseSendingInput, updateSettingsInput } from "@/server/services/workspaces/schemas";
import { getSettings, pauseSending, resumeSending, updateSettings } from "@/server/services/workspaces/settings";

export const settingsRouter = router({
  get: workspaceProcedure.query(async ({ ctx }) => ({
    name: ctx.workspace.name,
    ...(await getSettings({ ctx: ctx.service })),
  })),
  /** Which tables of the workspace the member may take as files. */
  exports: workspaceProcedure.query(({ ctx }) => listExports({ ctx: ctx.service })),
  update: right("settings.write")
    .input(updateSettingsInput)
    .mutation(({ ctx, input }) => updateSettings({ ctx: ctx.service, input })),
  pauseSending: right("sending.pause")
    .input(pauseSendingInput)
    .mutation(({ ctx, input }) => pauseSending({ ctx: ctx.service, input })),
  resumeSending: right("sending.pause").mutation(({ ctx }) => resumeSending({ ctx: ctx.service })),
});
