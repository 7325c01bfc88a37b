import {
  aboutThis,
  click,
  entry,
  event,
  exit,
  goal,
  mailer,
  pause,
  purchase,
  react,
  reply,
  senderQuestion,
  task,
  topicQuestion,
  urlQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const abandonedCart: SequenceTemplate = {
  id: "abandoned-cart",
  title: "Abandoned cart",
  situation: "Somebody put something in the cart and went away.",
  stopsWhen: "they buy that cart, or two mails have gone",
  questions: [
    senderQuestion,
    topicQuestion,
    urlQuestion("Where do they get back to the cart?", "cart"),
    { id: "event", label: "Which event says so?", ask: "event", suggestion: "cart.abandoned" },
    { id: "key", label: "Which property names the cart?", ask: "text", suggestion: "cart_id" },
    { id: "returned", label: "Which event says they came back to it?", ask: "event", suggestion: "cart.updated" },
  ],
  steps: (answer) => {
    const mail = mailer(answer, { mayRepeat: { kind: "once_per_key" }, priority: 70, shelfLifeDays: 2 });
    const url = answer("url");
    return {
      start: entry({ by: "event", name: answer("event"), where: [] }, "calm", {
        reentry: { mode: "once-per-key" },
        keyPath: answer("key"),
      }),
      calm: pause(2, "hours", "kept"),
      kept: mail(
        {
          subject: "We kept your cart",
          preview: "Nothing is reserved for ever, but it is still there.",
          body: `Hello {{ first_name | default: "there" }},

you left something in the cart. It is still there: [back to your cart](${url})

If you stopped because of a question (size, delivery, whether it fits), answer this mail. You get a person, and usually the same day.

{{ sender.name }}`,
        },
        { next: "reaction" },
      ),
      reaction: react(
        [
          when("replied", "asked something", reply(), "kept"),
          when("returned", "changed the cart", aboutThis(event(answer("returned")))),
          when("clicked", "looked again", click(), "kept"),
        ],
        2,
        "days",
        { replied: "question", returned: "shopping", clicked: "doubt", timeout: "last" },
      ),
      question: task(
        "{{ full_name | default: email }} asks about a cart",
        "They were about to buy. Answer today.",
        "answered",
        3,
        "hours",
      ),
      answered: exit("a person answers them"),
      shopping: exit("they are shopping again"),
      doubt: pause(1, "days", "reassure"),
      reassure: mail(
        {
          subject: "Before you decide",
          body: `Hello {{ first_name | default: "there" }},

you looked at your cart again, so perhaps something is still open. What people ask most at this point:

- **Can I send it back?** Yes, within 30 days, and we pay for it.
- **When does it arrive?** Ordered by two in the afternoon, it leaves the same day.
- **What if it breaks?** Write to this address. That is the whole procedure.

[Your cart](${url})

{{ sender.name }}`,
        },
        { next: "end" },
      ),
      last: mail(
        {
          subject: "Shall we empty it?",
          body: `Hello {{ first_name | default: "there" }},

your cart has been waiting for two days. We will empty it soon so that others can have what is in it.

[Keep it](${url}), or do nothing and it empties itself. This is the last mail about it.

{{ sender.name }}`,
        },
        { next: "end" },
      ),
      end: exit("two mails were enough"),
      bought: goal("Bought this cart", aboutThis(purchase(""))),
    };
  },
};
