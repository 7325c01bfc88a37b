import type { Role } from "@/core/rights";

/** Roles as one gives them, the widest first. */
export const roleOptions: readonly { value: Role; label: string; hint: string }[] = [
  { value: "owner", label: "Owner", hint: "Everything, and names other owners" },
  { value: "admin", label: "Admin", hint: "Everything but owners" },
  { value: "marketer", label: "Marketer", hint: "Sequences, contacts, topics; pauses sending" },
  { value: "sales", label: "Sales", hint: "Their sequences and contacts, reads replies" },
  { value: "support", label: "Support", hint: "Looks up, suppresses, reads replies; sends nothing" },
  { value: "viewer", label: "Viewer", hint: "Sees, changes nothing" },
];
