import type { ExportTable } from "@/server/services/exports/table";
import { historyTables } from "@/server/services/exports/tables-history";
import { peopleTables } from "@/server/services/exports/tables-people";
import { workTables } from "@/server/services/exports/tables-work";

const tables = { ...peopleTables, ...historyTables, ...workTables };
export type ExportKind = keyof typeof tables;

export const exportTables: Readonly<Record<ExportKind, ExportTable>> = tables;

export const isExportKind = (word: string): word is ExportKind => Object.hasOwn(tables, word);
