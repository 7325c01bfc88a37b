import { createAccessControl } from "better-auth/plugins/access";
import { mayGiveRole, type Role, rightsOf } from "@/core/rights";

// better-auth wants its own table for what it does itself (invite, change roles, keys). It is derived from ours.

const statements = {
  organization: ["update"],
  member: ["create", "update", "delete"],
  invitation: ["create", "cancel"],
  team: [],
  ac: [],
  apiKey: ["create", "read", "update", "delete"],
} as const;

export const accessControl = createAccessControl(statements);

function toRole(role: Role) {
  const rights = rightsOf(role);
  const members = rights.has("members.write") && mayGiveRole(role, "viewer");
  return accessControl.newRole({
    organization: rights.has("settings.write") ? ["update"] : [],
    member: members ? ["create", "update", "delete"] : [],
    invitation: members ? ["create", "cancel"] : [],
    apiKey: rights.has("keys.write") ? ["create", "read", "update", "delete"] : [],
  });
}

/** Our six roles as better-auth takes them. */
export const accessRoles = {
  owner: toRole("owner"),
  admin: toRole("admin"),
  marketer: toRole("marketer"),
  sales: toRole("sales"),
  support: toRole("support"),
  viewer: toRole("viewer"),
} satisfies Record<Role, unknown>;
