import { need, type ServiceContext } from "@/server/services/context";
import { type ExportKind, exportTables } from "@/server/services/exports/tables";

export interface ExportFile {
  readonly kind: ExportKind;
  readonly label: string;
}

/** The files the caller may take, in the order of the list. */
export async function listExports({ ctx }: { ctx: ServiceContext }): Promise<ExportFile[]> {
  need(ctx, "read");
  // the keys of a record by kind
  const kinds = Object.keys(exportTables) as ExportKind[];
  return kinds
    .filter((kind) => exportTables[kind].rights.every((right) => ctx.rights.has(right)))
    .map((kind) => ({ kind, label: exportTables[kind].label }));
}
