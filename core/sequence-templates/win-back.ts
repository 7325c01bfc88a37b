import {
  branch,
  click,
  entry,
  exit,
  goal,
  leavesOnUnsubscribe,
  mailer,
  pause,
  purchase,
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

export const winBack: SequenceTemplate = {
  id: "win-back",
  title: "Win-back",
  situation: "A customer left some months ago, and something has changed since.",
  stopsWhen: "they come back, answer, or two mails have gone",
  questions: [
    senderQuestion,
    topicQuestion,
    { id: "left", label: "Which event says they left?", ask: "event", suggestion: "subscription.ended" },
    {
      id: "changed",
      label: "What has changed since?",
      hint: "One sentence, the truth",
      ask: "text",
      suggestion: "the part most people left us for is gone",
    },
    urlQuestion("Where do they see it?", "whats-new"),
    { id: "angry", label: "Which tag means we should not ask?", ask: "text", suggestion: "left angry" },
  ],
  steps: (answer) => {
    const mail = mailer(answer, { priority: 35 });
    return {
      start: entry({ by: "event", name: answer("left"), where: [] }, "months", {
        reentry: { mode: "after-exit", days: 365 },
        exits: [leavesOnUnsubscribe],
      }),
      months: pause(12, "weeks", "angry"),
      angry: branch(
        [
          {
            id: "angry",
            label: "left angry",
            when: { type: "test", subject: { on: "tags" }, op: "has", value: [answer("angry")] },
          },
        ],
        { angry: "person", else: "news" },
      ),
      person: task(
        "Write to {{ full_name | default: email }} yourself",
        "They left angry three months ago. No automatic mail: write or call, or leave it.",
        "human",
        5,
        "days",
      ),
      human: exit("a person decides"),
      news: mail(
        {
          subject: "You had a point",
          preview: "Something has changed since you left.",
          body: `Hello {{ first_name | default: "there" }},

when you left, you will have had your reasons. Since then ${answer("changed")}.

[See for yourself](${answer("url")}). Your old account opens as you left it, and looking costs nothing.

If the reason was another one, tell me. I read every answer.

{{ sender.name }}`,
        },
        { next: "reaction" },
      ),
      reaction: react(
        [
          when("no", "not interested", reply("not_interested")),
          when("replied", "replied", reply(), "news"),
          when("clicked", "had a look", click(), "news"),
        ],
        7,
        "days",
        {
          no: "let",
          replied: "talk",
          clicked: "looked",
          timeout: "reason",
        },
      ),
      looked: pause(2, "days", "back"),
      back: mail(
        {
          subject: "Shall I set it up for you?",
          body: `Hello {{ first_name | default: "there" }},

you had a look. If you want to try it again, I set it up with you: twenty minutes, your data, no contract until you say so.

Answer with a day that suits you.

{{ sender.name }}`,
        },
        { next: "final" },
        { class: "sales", replyTo: "news" },
      ),
      reason: mail(
        {
          subject: "One question, then I am quiet",
          body: `Hello {{ first_name | default: "there" }},

what was the reason you left?

1. Too expensive
2. Something was missing
3. It did not fit any more
4. Us

One number. It changes what we build, and this is the last mail.

{{ sender.name }}`,
        },
        { next: "final" },
        { replyTo: "news" },
      ),
      final: react(
        [when("no", "not interested", reply("not_interested")), when("replied", "replied", reply())],
        10,
        "days",
        { no: "let", replied: "talk", timeout: "let" },
      ),
      talk: task(
        "{{ full_name | default: email }} answered the win-back",
        "Thank them for the answer first.",
        "noted",
        1,
        "days",
      ),
      noted: tagged("answered win-back", "let"),
      let: exit("let go in peace"),
      won: goal("Came back", purchase("")),
    };
  },
};
