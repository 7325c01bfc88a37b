import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listLeftOut } from "@/server/services/imports/left-out";
import { getImport, listImports } from "@/server/services/imports/list";
import {
  importIdInput,
  leftOutInput,
  listImportsInput,
  readImportInput,
  startImportInput,
} from "@/server/services/imports/schemas";
import { readImport, startImport } from "@/server/services/imports/start";

const write = right("contacts.import");

export const importsRouter = router({
  list: workspaceProcedure.input(listImportsInput).query(({ ctx, input }) => listImports({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(importIdInput).query(({ ctx, input }) => getImport({ ctx: ctx.service, input })),
  leftOut: workspaceProcedure.input(leftOutInput).query(({ ctx, input }) => listLeftOut({ ctx: ctx.service, input })),
  // Reads only, but the file is too large for an address.
  read: write.input(readImportInput).mutation(({ ctx, input }) => readImport({ ctx: ctx.service, input })),
  start: write.input(startImportInput).mutation(({ ctx, input }) => startImport({ ctx: ctx.service, input })),
});
