import {
  click,
  entry,
  exit,
  leavesOnUnsubscribe,
  mailer,
  pause,
  productQuestion,
  react,
  reply,
  senderQuestion,
  tagged,
  task,
  topicQuestion,
  urlQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const afterPurchase: SequenceTemplate = {
  id: "after-purchase",
  title: "After the purchase",
  situation: "Somebody bought; the first weeks decide whether they stay.",
  stopsWhen: "three mails have gone, or at once if they complain",
  questions: [
    senderQuestion,
    topicQuestion,
    { ...productQuestion, label: "Which purchase?" },
    urlQuestion("Where is the guide?", "guide"),
    {
      id: "review",
      label: "Where can they leave a review?",
      ask: "url",
      suggestion: "https://your-site.example/review",
    },
  ],
  steps: (answer) => {
    const mail = mailer(answer, { mayRepeat: { kind: "after", days: 60 } });
    return {
      start: entry({ by: "purchase", productId: answer("product"), where: [] }, "calm", {
        reentry: { mode: "after-entry", days: 90 },
        exits: [leavesOnUnsubscribe],
      }),
      calm: pause(1, "days", "guide"),
      guide: mail(
        {
          subject: "Now that it is yours",
          preview: "The page most people wish they had read first.",
          body: `Hello {{ first_name | default: "there" }},

thank you. You chose us; now it is our turn.

One page saves most of the questions we get: [the first week with it](${answer("url")}). It takes four minutes.

If something is not as you expected, answer this mail before you get annoyed. That is what it is for.

{{ sender.name }}`,
        },
        { next: "settled" },
      ),
      settled: react(
        [when("replied", "wrote back", reply(), "guide"), when("clicked", "read the guide", click(), "guide")],
        7,
        "days",
        {
          replied: "listen",
          clicked: "tips",
          timeout: "check",
        },
      ),
      listen: task(
        "{{ full_name | default: email }} wrote after buying",
        "Praise or a problem: both want an answer today.",
        "heard",
        4,
        "hours",
      ),
      heard: exit("a person takes care of it"),
      check: mail(
        {
          subject: "Is it doing what you bought it for?",
          body: `Hello {{ first_name | default: "there" }},

a week has passed. A simple question: is it doing what you bought it for?

"Yes" is a fine answer. "Not really" is an even more useful one: then somebody here looks at it with you.

{{ sender.name }}`,
        },
        { next: "verdict" },
      ),
      tips: mail(
        {
          subject: "Three things nobody finds by themselves",
          body: `Hello {{ first_name | default: "there" }},

you have read the guide, so you are ahead of most. Three things that are in there but hard to see:

1. what you set up once can be used for everything that follows,
2. the small menu at the top right holds the two settings people ask us for every day,
3. a colleague can be added without paying more.

[All three with pictures](${answer("url")})

{{ sender.name }}`,
        },
        { next: "verdict" },
      ),
      verdict: react(
        [when("no", "not content", reply("not_interested", "complaint")), when("replied", "replied", reply())],
        10,
        "days",
        {
          no: "repair",
          replied: "happy",
          timeout: "review",
        },
      ),
      repair: task(
        "{{ full_name | default: email }} is not content",
        "Call, listen, put it right. No more mails until then.",
        "heard",
        2,
        "hours",
      ),
      happy: tagged("wrote back after buying", "review"),
      review: mail(
        {
          subject: "Would you tell others?",
          body: `Hello {{ first_name | default: "there" }},

if it serves you well, two sentences from you help somebody who stands where you stood a few weeks ago: [write them here](${answer("review")})

If it does not, tell me and not the world, please. I can do something about it.

{{ sender.name }}`,
        },
        { next: "end" },
        { priority: 30 },
      ),
      end: exit("they are settled"),
    };
  },
};
