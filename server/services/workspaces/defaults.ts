import type { CapRule } from "@/core/attention/rule";
import { HOUR_MS } from "@/core/instant";
import { toOpenHours } from "@/core/schedule-hours";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { capRule, capRuleVersion } from "@/db/schema/cap-rule";
import { sender } from "@/db/schema/sender";
import { topic } from "@/db/schema/topic";
import { workspaceSetting } from "@/db/schema/workspace-setting";

type RuleWords = Omit<CapRule, "id" | "version">;

const everybody = { minGapMs: null, counts: null, appliesTo: null, atCap: "hold", shelfLifeMs: null } as const;

/** What a new workspace starts with (SEMANTICS §1). */
const RULES: readonly RuleWords[] = [
  {
    ...everybody,
    name: "One message a day",
    scope: { kind: "everything" },
    max: 1,
    window: { kind: "rolling", lengthMs: 24 * HOUR_MS },
  },
  {
    ...everybody,
    name: "Three messages a week",
    scope: { kind: "everything" },
    max: 3,
    window: { kind: "rolling", lengthMs: 7 * 24 * HOUR_MS },
  },
  {
    ...everybody,
    name: "Marketing at least 20 hours apart",
    scope: { kind: "class", class: "marketing" },
    max: null,
    window: null,
    minGapMs: 20 * HOUR_MS,
  },
];

const SUNDAY = 6;

/** Quiet from 20:00 to 08:00 and on Sunday, in the person's zone. */
const HOURS = { weekly: toOpenHours({ fromMinute: 20 * 60, toMinute: 8 * 60, quietDays: [SUNDAY] }), dates: [] };

const TOPICS = [
  { name: "Product news", description: "What is new and how to use it", class: "marketing" },
  { name: "Personal messages", description: "From the people who look after you", class: "sales" },
] as const;

/**
 * Gives a workspace its settings, rules, quiet hours, a sandbox sender and two topics. Does nothing where it has settings
 * already, so it mends a workspace whose founding was cut short.
 */
export async function writeWorkspaceDefaults(
  tx: Tx,
  workspace: { id: string; name: string; slug: string; timeZone: string },
): Promise<void> {
  const { id: workspaceId } = workspace;
  const made = await tx
    .insert(workspaceSetting)
    .values({ workspaceId, timeZone: workspace.timeZone, hours: HOURS })
    .onConflictDoNothing()
    .returning({ workspaceId: workspaceSetting.workspaceId });
  if (made.length === 0) return;
  const rules = RULES.map((words) => ({ ...words, id: newId("rule"), version: 1 }));
  await tx.insert(capRule).values(rules.map((rule) => ({ id: rule.id, workspaceId, name: rule.name, rule })));
  await tx.insert(capRuleVersion).values(
    rules.map((rule) => ({
      id: newId("rule"),
      workspaceId,
      ruleId: rule.id,
      version: 1,
      rule,
      reason: "Every workspace starts with it",
    })),
  );
  await tx.insert(topic).values(TOPICS.map((words) => ({ id: newId("topic"), workspaceId, ...words })));
  await tx.insert(sender).values({
    id: newId("sender"),
    workspaceId,
    name: workspace.name,
    address: `hello@${workspace.slug}.example`,
    transport: "sandbox",
  });
}
