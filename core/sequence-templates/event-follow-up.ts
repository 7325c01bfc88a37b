import {
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

export const eventFollowUp: SequenceTemplate = {
  id: "event-follow-up",
  title: "Event follow-up",
  situation: "A webinar, fair or dinner is over; those who came and those who did not get different mails.",
  stopsWhen: "they answer, or two mails have gone",
  questions: [
    senderQuestion,
    topicQuestion,
    {
      id: "registered",
      label: "Which tag do registered people have?",
      ask: "text",
      suggestion: "registered: spring event",
    },
    { id: "attended", label: "Which tag do those have who came?", ask: "text", suggestion: "attended: spring event" },
    { id: "event", label: "What was it called?", ask: "text", suggestion: "our spring event" },
    urlQuestion("Where are recording and slides?", "recording"),
  ],
  steps: (answer) => {
    const mail = mailer(answer, { priority: 65, shelfLifeDays: 5 });
    return {
      start: entry({ by: "tag", tag: answer("registered") }, "morning", {
        reentry: { mode: "after-exit", days: 30 },
        exits: [leavesOnUnsubscribe],
      }),
      morning: until(9, [0, 1, 2, 3, 4], "came"),
      came: branch(
        [
          {
            id: "came",
            label: "came",
            when: { type: "test", subject: { on: "tags" }, op: "has", value: [answer("attended")] },
          },
        ],
        { came: "thanks", else: "missed" },
      ),
      thanks: mail(
        {
          subject: `Thank you for coming to ${answer("event")}`,
          body: `Hello {{ first_name | default: "there" }},

thank you for coming. [Recording and slides are here](${answer("url")}).

Three questions came up more than once, and I promised written answers. They are on the same page, below the recording.

What was missing for you? I plan the next one from the answers.

{{ sender.name }}`,
        },
        { next: "warm" },
        { mayRepeat: { kind: "after", days: 30 } },
      ),
      warm: react(
        [when("replied", "replied", reply(), "thanks"), when("clicked", "watched it again", click(), "thanks")],
        4,
        "days",
        {
          replied: "talk",
          clicked: "deeper",
          timeout: "end",
        },
      ),
      deeper: pause(1, "days", "invite"),
      invite: mail(
        {
          subject: "Half an hour on your own case?",
          body: `Hello {{ first_name | default: "there" }},

you went back to the recording, so something in it seems to fit. Shall we spend half an hour on how it would look{% if company.name %} at {{ company.name }}{% endif %}? No slides, your example.

Answer with two times that suit you.

{{ sender.name }}`,
        },
        { next: "times" },
        { class: "sales", replyTo: "thanks", mayRepeat: { kind: "after", days: 30 } },
      ),
      times: react([when("replied", "replied", reply(), "invite")], 6, "days", { replied: "talk", timeout: "end" }),
      missed: mail(
        {
          subject: `What you missed at ${answer("event")}, in five minutes`,
          body: `Hello {{ first_name | default: "there" }},

you could not make it. The short version:

- the part people talked about afterwards starts at minute 12,
- the slide everybody photographed is number 9,
- and the next date is on the page too.

[Recording and slides](${answer("url")})

{{ sender.name }}`,
        },
        { next: "later" },
        { mayRepeat: { kind: "after", days: 30 } },
      ),
      later: react([when("replied", "replied", reply(), "missed")], 5, "days", { replied: "talk", timeout: "end" }),
      talk: task(
        "{{ full_name | default: email }} wrote after the event",
        "Answer within the day, while it is fresh.",
        "end",
        4,
        "hours",
      ),
      end: exit("the event is followed up"),
    };
  },
};
