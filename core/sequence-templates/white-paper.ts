import {
  boughtCondition,
  branch,
  click,
  entry,
  exit,
  leavesOnUnsubscribe,
  mailer,
  pause,
  react,
  reply,
  senderQuestion,
  task,
  topicQuestion,
  until,
  urlQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const whitePaper: SequenceTemplate = {
  id: "white-paper",
  title: "White paper, followed up by a salesperson",
  situation: "Somebody asks for a paper; a salesperson follows up as one person writing to another.",
  stopsWhen: "they answer, or three mails have gone",
  questions: [
    { ...senderQuestion, label: "From whose mailbox?" },
    topicQuestion,
    { id: "form", label: "Which form asks for the paper?", ask: "text", suggestion: "" },
    urlQuestion("Where is the paper?", "paper"),
    { id: "paper", label: "What is it called?", ask: "text", suggestion: "the paper" },
  ],
  steps: (answer) => {
    const mail = mailer(answer, { class: "sales", priority: 60 });
    const workdays = [0, 1, 2, 3, 4];
    return {
      start: entry({ by: "form", formId: answer("form") }, "paper", {
        reentry: { mode: "after-entry", days: 180 },
        exits: [leavesOnUnsubscribe],
      }),
      paper: mail(
        {
          subject: `Here is ${answer("paper")}`,
          body: `Hello {{ first_name | default: "there" }},

here it is: [${answer("paper")}](${answer("url")})

If you read only one page, make it the one with the figures: people tell me that is where they started to argue with us, which I take as a compliment.

What made you look for it? One line is enough, and it reaches me, not a machine.

{{ sender.name }}`,
        },
        { next: "read" },
        { priority: 90 },
      ),
      read: react(
        [when("replied", "replied", reply(), "paper"), when("clicked", "opened the paper", click(), "paper")],
        3,
        "days",
        {
          replied: "talk",
          clicked: "readIt",
          timeout: "morning",
        },
      ),
      readIt: pause(2, "days", "question"),
      question: mail(
        {
          subject: "A question about it",
          body: `Hello {{ first_name | default: "there" }},

you have had it for a few days now. Which of these is nearest to where you are?

1. It was for later. Then I will not bother you.
2. We have this problem{% if company.name %} at {{ company.name }}{% endif %} and are looking around.
3. We have tried something, and it did not work.

A number is a complete answer.

{{ sender.name }}`,
        },
        { next: "answer" },
        { replyTo: "paper" },
      ),
      morning: until(9, workdays, "unread"),
      unread: mail(
        {
          subject: "In case it got buried",
          body: `Hello {{ first_name | default: "there" }},

the paper you asked for is still [where I left it](${answer("url")}). The short version, if you have one minute: most of the loss happens between two teams, not inside one.

Does that sound like {{ company.name | default: "your company" }}?

{{ sender.name }}`,
        },
        { next: "answer" },
        { replyTo: "paper" },
      ),
      answer: react(
        [when("no", "not interested", reply("not_interested")), when("replied", "replied", reply())],
        6,
        "days",
        {
          no: "thanks",
          replied: "talk",
          timeout: "customer",
        },
      ),
      customer: branch([{ id: "customer", label: "is a customer by now", when: boughtCondition("") }], {
        customer: "thanks",
        else: "last",
      }),
      last: mail(
        {
          subject: "I will leave it here",
          body: `Hello {{ first_name | default: "there" }},

no answer is an answer, so this is my last mail about it. Should the subject come up again, this address finds me.

All the best{% if company.name %} to everyone at {{ company.name }}{% endif %},
{{ sender.name }}`,
        },
        { next: "final" },
        { replyTo: "paper" },
      ),
      final: react([when("replied", "replied", reply(), "last")], 7, "days", { replied: "talk", timeout: "quiet" }),
      talk: task(
        "Answer {{ full_name | default: email }}",
        "They replied to the paper. Read what they wrote before you call.",
        "talking",
        4,
        "hours",
      ),
      talking: exit("a salesperson talks to them"),
      thanks: exit("nothing more to say"),
      quiet: exit("three mails without an answer"),
    };
  },
};
