import type { Field } from "@/core/field";

/** A problem's path is the field's own or below it. */
export const covers = (field: Field, path: string): boolean => path === field.path || path.startsWith(`${field.path}.`);
