import {
  branch,
  entry,
  exit,
  leavesOnUnsubscribe,
  mailer,
  pause,
  react,
  reply,
  senderQuestion,
  tagged,
  task,
  tell,
  topicQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const referralAsk: SequenceTemplate = {
  id: "referral-ask",
  title: "Referral ask",
  situation: "Somebody is happy with us; ask for one name, once, the way one person asks another.",
  stopsWhen: "they name somebody, say no, or two mails have gone",
  questions: [
    { ...senderQuestion, label: "From whose mailbox?", hint: "Best the one they know" },
    topicQuestion,
    { id: "happy", label: "Which tag means they are happy?", ask: "text", suggestion: "happy" },
  ],
  steps: (answer) => {
    const mail = mailer(answer, { class: "sales", priority: 25 });
    return {
      start: entry({ by: "tag", tag: answer("happy") }, "known", {
        reentry: { mode: "after-exit", days: 365 },
        exits: [leavesOnUnsubscribe],
      }),
      known: branch(
        [
          {
            id: "new",
            label: "opted out of this",
            when: { type: "test", subject: { on: "topic", topicId: answer("topic") }, op: "chosen", value: ["out"] },
          },
        ],
        { new: "respect", else: "calm" },
      ),
      respect: exit("they chose not to be asked"),
      calm: pause(5, "days", "ask"),
      ask: mail(
        {
          subject: "May I ask you for one name?",
          body: `Hello {{ first_name | default: "there" }},

I am glad it works for you{% if company.name %} at {{ company.name }}{% endif %}. That is why I dare to ask: is there one person you know who struggles with what you had to struggle with before?

One name is enough. If you would rather introduce us yourself, I make it easy: just put me in copy.

And if you would rather not: that is a perfectly good answer.

{{ sender.name }}`,
        },
        { next: "answer" },
      ),
      answer: react(
        [
          when("referral", "named somebody", reply("referral"), "ask"),
          when("no", "would rather not", reply("not_interested"), "ask"),
          when("replied", "replied", reply(), "ask"),
        ],
        8,
        "days",
        {
          referral: "thanks",
          no: "fine",
          replied: "read",
          timeout: "again",
        },
      ),
      thanks: mail(
        {
          subject: "Thank you, and what happens now",
          body: `Hello {{ first_name | default: "there" }},

thank you. I will write to them today, mention you once, and not more than once. Whatever comes of it, you will hear from me how it went.

{{ sender.name }}`,
        },
        { next: "promise" },
        { replyTo: "ask", priority: 80 },
      ),
      promise: task(
        "Write to the person {{ full_name | default: email }} named",
        "You promised to do it today, and to say how it went.",
        "report",
        1,
        "days",
      ),
      report: pause(3, "weeks", "how"),
      how: task(
        "Tell {{ full_name | default: email }} how it went",
        "They named somebody three weeks ago and were promised an answer.",
        "grateful",
        2,
        "days",
      ),
      grateful: tagged("referred somebody", "done"),
      done: exit("thank you"),
      read: tell("{{ full_name | default: email }} answered the referral question", "fine"),
      again: mail(
        {
          subject: "The easy version",
          body: `Hello {{ first_name | default: "there" }},

in case a name is hard to think of: who in your trade would you call first if you had to do it all again?

If nobody comes to mind, do not look for somebody. I will not ask again.

{{ sender.name }}`,
        },
        { next: "last" },
        { replyTo: "ask" },
      ),
      last: react(
        [when("referral", "named somebody", reply("referral")), when("replied", "replied", reply())],
        10,
        "days",
        { referral: "thanks", replied: "read", timeout: "fine" },
      ),
      fine: exit("asked, and that was enough"),
    };
  },
};
