import { drawTemplate, type SequenceTemplate } from "@/core/sequence-templates/template";
import { stableHash } from "@/core/stable-hash";
import { brief } from "@/server/seed/briefings";
import { as, type House, type SenderKey, type Staff, type TeamKey, type TopicKey } from "@/server/seed/house";
import { productNews } from "@/server/seed/sequences/product-news";
import { renewalReminders } from "@/server/seed/sequences/renewal";
import { springOffer } from "@/server/seed/sequences/spring-offer";
import { trialNurture } from "@/server/seed/sequences/trial-nurture";
import { whitePaperFollowUp } from "@/server/seed/sequences/white-paper";
import { winterDraft } from "@/server/seed/sequences/winter-draft";
import { createSequence } from "@/server/services/sequences/create";
import { publishSequence } from "@/server/services/sequences/publish";

interface Plan {
  readonly template: SequenceTemplate;
  readonly team: TeamKey;
  readonly by: Staff;
  readonly sender: SenderKey;
  readonly topic: TopicKey;
  /** What is said at publishing; null: stays a draft. */
  readonly note: string | null;
}

const plans = {
  trial: { template: trialNurture, team: "head", by: "ana", sender: "maya", topic: "start", note: "Agreed with Maya" },
  spring: {
    template: springOffer,
    team: "hamburg",
    by: "lena",
    sender: "hamburg",
    topic: "offers",
    note: "For ten companies around Hamburg",
  },
  paper: { template: whitePaperFollowUp, team: "sales", by: "tom", sender: "tom", topic: "personal", note: "" },
  news: { template: productNews, team: "head", by: "jonas", sender: "hello", topic: "news", note: "" },
  renewal: { template: renewalReminders, team: "sales", by: "maya", sender: "maya", topic: "personal", note: "" },
  winter: { template: winterDraft, team: "head", by: "jonas", sender: "hello", topic: "news", note: null },
} as const satisfies Record<string, Plan>;

export type SequenceKey = keyof typeof plans;

/** Draws the six sequences and publishes all but one. Ids of the new sequences. */
export async function drawSequences(house: House): Promise<Record<SequenceKey, string>> {
  const draw = (key: SequenceKey) => drawOne(house, plans[key]);
  return {
    trial: await draw("trial"),
    spring: await draw("spring"),
    paper: await draw("paper"),
    news: await draw("news"),
    renewal: await draw("renewal"),
    winter: await draw("winter"),
  };
}

async function drawOne(house: House, plan: Plan): Promise<string> {
  const ctx = as(house, plan.by);
  const answers = {
    sender: house.senders[plan.sender],
    topic: house.topics[plan.topic],
    ...house.products,
    ...house.segments,
  };
  let node = 0;
  const newNodeId = () => {
    node += 1;
    return `nod_${stableHash(`${plan.template.id} ${node}`).toString(36)}`; // the same in every demo
  };
  const graph = brief(drawTemplate(plan.template, answers, newNodeId));
  const { id } = await createSequence({
    ctx,
    input: { name: plan.template.title, teamId: house.teams[plan.team], graph },
  });
  if (plan.note === null) return id;
  const published = await publishSequence({ ctx, input: { id, revision: 1, note: plan.note } });
  if (!published.ok) throw new Error(`${plan.template.title} was not published: ${JSON.stringify(published)}`);
  return id;
}
