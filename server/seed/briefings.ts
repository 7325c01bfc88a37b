import { type Briefing, emptyBriefing, withNamed } from "@/core/briefing";
import { configOf } from "@/core/compile";
import { type Graph, nodesOf } from "@/core/graph";
import { namedIn } from "@/core/named-in-text";
import { emailNode } from "@/core/nodes/email";

type Told = Pick<Briefing, "about" | "questions">;
const told = (about: string, ...pairs: readonly (readonly [ask: string, answer: string])[]): Told => ({
  about,
  questions: pairs.map(([ask, answer]) => ({ ask, answer })),
});

/** What Northbeam's authors told support, by the subject of the mail. */
const bySubject: Readonly<Record<string, Told>> = {
  "What to expect from us, and how often": told(
    "The welcome to the newsletter: two mails a month, and where one chooses less.",
    ["I never subscribed!", "Look at the consent on the journey, say where it came from, and offer to end the topic."],
  ),
  "Plan a week in ten minutes": told("A tip for readers of the news: copy a good week. It sells nothing.", [
    "Where is the copy button?",
    "In the week's menu, top right. On the phone: hold the week's name.",
  ]),
  "Our shops are open on Saturday": told("An invitation to open days in Hamburg, Munich and Leeds.", [
    "Do I have to register?",
    "No. Coffee is at ten; whoever brings a plan gets somebody to look at it.",
  ]),
  "Your year with Northbeam ends in a month": told(
    "The first reminder of a yearly contract. Paused since prices change in January.",
    ["What will it cost?", "Do not name a price before the new list is out. Maya calls back within a day."],
    ["How do I cancel?", "In writing, up to the last day. An answer to the mail is enough."],
  ),
  "Renewing next week: anything to change?": told("The second and last reminder of a yearly contract.", [
    "Do I have to do anything?",
    "No. Without an answer the contract goes on as it is.",
  ]),
  "A training day for your crew, in Hamburg": told("Offers a training day to companies that bought already.", [
    "What does it cost?",
    "890 euros for up to eight people, lunch included.",
  ]),
  "The spring offer, only in Hamburg": told(
    "Ten companies around Hamburg get Northbeam Site for 1,900 euros until the end of the month. Head office knows of it.",
    ["We are in Munich, can we have it too?", "No: it is the Hamburg shop's own. Put them through to head office."],
    ["Is the mail real?", "Yes, if its link leads to northbeam.example and its code is found here."],
  ),
  "Four of the ten are left": told("Reminds of the spring offer those who looked at it.", [
    "Are there really only ten?",
    "Yes, Lena keeps the list. She can hold one for two days.",
  ]),
  "Our open day: come and move a crane": told("Invites to the open day of the Hamburg shop.", [
    "May I bring my children?",
    "Yes, from eight years on, with a helmet. We have helmets.",
  ]),
  "Three things to try today": told("Goes out right after somebody starts a trial.", [
    "My login does not work.",
    "The first login needs the link from the confirmation, not the password. Send it again from the admin.",
  ]),
  "How Orla cut setup to a day": told("A customer's story, for those in a trial who clicked.", [
    "Is Orla real?",
    "Yes, and she agreed to be named.",
  ]),
  "The five-minute version": told("The same story, short, for those who opened and did not click.", [
    "Can I have the long one?",
    "Send northbeam.example/stories/orla.",
  ]),
  "Was this a bad week?": told("Asks those in a trial who did nothing whether they want more time.", [
    "Can my trial be longer?",
    "Yes, by 14 days, once. Ask Maya or do it in the admin.",
  ]),
  "Worth a call?": told("Maya offers a call at the end of a trial.", [
    "She wanted to call and did not.",
    "Look at the journey for a date. Else offer the next free hour in her calendar.",
  ]),
  "The rain paper you asked for": told("The white paper somebody filled in the form for, from Tom's own mailbox.", [
    "The file does not open.",
    "Send the PDF from the shared folder; the link works for thirty days.",
  ]),
  "A question about it": told("Tom asks what was missing in the paper.", [
    "Why does he write to me?",
    "They filled in the form. Leave them alone if they wish.",
  ]),
  "In case it got buried": told("Tom's second question. There is one more, then nothing.", [
    "Please stop.",
    "Log it and end the topic: nothing else of Tom's goes out.",
  ]),
  "I will leave it here": told("Tom's last mail about the paper.", ["Will he write again?", "Not about this."]),
};

/** The graph with every mail briefed of which something is told; what the text names is in it. */
export function brief(graph: Graph): Graph {
  const nodes = { ...graph.nodes };
  for (const node of nodesOf(graph)) {
    const config = configOf(graph, node.id, emailNode);
    const words = config === null ? undefined : bySubject[config.subject];
    if (config === null || words === undefined) continue;
    const briefing = withNamed({ ...emptyBriefing, ...words }, namedIn(config));
    nodes[node.id] = { ...node, config: { ...node.config, briefing: { ...briefing } } };
  }
  return { ...graph, nodes };
}
