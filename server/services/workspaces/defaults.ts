import { defaultQuietHours, defaultRules } from "@/core/attention/default-rules";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { capRule, capRuleVersion } from "@/db/schema/cap-rule";
import { listedDomain } from "@/db/schema/listed-domain";
import { sender } from "@/db/schema/sender";
import { topic } from "@/db/schema/topic";
import { workspaceSetting } from "@/db/schema/workspace-setting";

const TOPICS = [
  { name: "Product news", description: "What is new and how to use it", class: "marketing" },
  { name: "Personal messages", description: "From the people who look after you", class: "sales" },
] as const;

/**
 * Gives a workspace its settings, rules, quiet hours, a sandbox sender on a domain of its own and two topics. Does nothing where it has settings
 * already, so it mends a workspace whose founding was cut short.
 */
export async function writeWorkspaceDefaults(
  tx: Tx,
  workspace: { id: string; name: string; slug: string; timeZone: string },
): Promise<void> {
  const { id: workspaceId } = workspace;
  const made = await tx
    .insert(workspaceSetting)
    .values({ workspaceId, timeZone: workspace.timeZone, hours: defaultQuietHours })
    .onConflictDoNothing()
    .returning({ workspaceId: workspaceSetting.workspaceId });
  if (made.length === 0) return;
  const rules = defaultRules.map((rule) => ({ ...rule, id: newId("rule") }));
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
  const domain = `${workspace.slug}.example`;
  await tx.insert(listedDomain).values({ id: newId("domain"), workspaceId, domain, use: "mail" });
  await tx.insert(sender).values({
    id: newId("sender"),
    workspaceId,
    name: workspace.name,
    address: `hello@${domain}`,
    transport: "sandbox",
  });
}
