import type { Role } from "@/core/rights";
import { clockOffset } from "@/server/seed/clock";
import { memberContext, type ServiceContext, systemContext } from "@/server/services/context";

/** Who works at Northbeam. */
export const staff = {
  ana: { name: "Ana Ruiz", address: "ana@northbeam.example", role: "owner" },
  jonas: { name: "Jonas Weber", address: "jonas@northbeam.example", role: "marketer" },
  lena: { name: "Lena Brandt", address: "lena@northbeam.example", role: "marketer" },
  maya: { name: "Maya Lindqvist", address: "maya@northbeam.example", role: "sales" },
  tom: { name: "Tom Farrell", address: "tom@northbeam.example", role: "sales" },
  sofia: { name: "Sofia Marino", address: "sofia@northbeam.example", role: "support" },
  peter: { name: "Peter Hahn", address: "peter@northbeam.example", role: "viewer" },
} as const satisfies Record<string, { name: string; address: string; role: Role }>;
export type Staff = keyof typeof staff;
export const staffKeys: readonly Staff[] = ["ana", "jonas", "lena", "maya", "tom", "sofia", "peter"];

export type TeamKey = "head" | "hamburg" | "sales";
export type SenderKey = "hello" | "hamburg" | "maya" | "tom";
export type TopicKey = "news" | "start" | "offers" | "personal";
export type ProductKey = "plan" | "site" | "training";
export type SegmentKey = "trials" | "hamburg" | "customers";

/** The founded workspace: what everything that follows refers to. */
export interface House {
  readonly workspaceId: string;
  readonly members: Readonly<Record<Staff, string>>;
  readonly teams: Readonly<Record<TeamKey, string>>;
  readonly senders: Readonly<Record<SenderKey, string>>;
  readonly topics: Readonly<Record<TopicKey, string>>;
  readonly products: Readonly<Record<ProductKey, string>>;
  readonly segments: Readonly<Record<SegmentKey, string>>;
}

type Place = Pick<House, "workspaceId" | "members"> & { readonly teams?: House["teams"] };

const teamOf: Partial<Record<Staff, TeamKey>> = { jonas: "head", lena: "hamburg", maya: "sales", tom: "sales" };

/** A member acts, at the instant the demo's clock shows. */
export function as(house: Place, who: Staff): ServiceContext {
  const team = teamOf[who];
  const teamId = team === undefined ? undefined : house.teams?.[team];
  return memberContext({
    workspaceId: house.workspaceId,
    memberId: house.members[who],
    role: staff[who].role,
    teamIds: teamId === undefined ? [] : [teamId],
    offsetMs: clockOffset(),
  });
}

/** A program acts: the website, the shop. */
export const asSystem = (house: Pick<House, "workspaceId">, name: string): ServiceContext =>
  systemContext({ workspaceId: house.workspaceId, name, offsetMs: clockOffset() });
