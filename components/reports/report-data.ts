import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

type Report = inferRouterOutputs<AppRouter>["reports"]["get"];
export type ReportRow = Report["rows"][number];
export type PerPersonCount = Report["perPerson"][number];

export const figure = (n: number): string => n.toLocaleString("en");

/** "12%"; what is less than half a percent of something is not nothing. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "";
  const percent = (part / whole) * 100;
  return percent < 0.5 ? "<1%" : `${Math.round(percent)}%`;
}
