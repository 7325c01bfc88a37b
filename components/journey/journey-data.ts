import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

type Journeys = inferRouterOutputs<AppRouter>["journeys"];

export type Journey = Journeys["get"];
export type JourneyEntry = Journey["rows"][number];
export type Passage = Journey["enrollments"][number];
export type PassagePath = Journeys["path"];
export type ContactFacts = inferRouterOutputs<AppRouter>["contacts"]["get"];
