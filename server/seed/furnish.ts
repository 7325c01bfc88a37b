import { as, type House } from "@/server/seed/house";
import { defineAttribute } from "@/server/services/attributes/define";
import { createForm } from "@/server/services/forms/manage";
import { createTemplate } from "@/server/services/mail-templates/write";

/** What a company has that is at work for a while: fields with a meaning, a form on its site, mails that are used again. */
export async function furnish(house: House): Promise<void> {
  const ctx = as(house, "jonas");
  await defineFields(house);
  await createForm({
    ctx,
    input: {
      name: "Newsletter, foot of every page",
      title: "What is new in Northbeam",
      intro: "Once or twice a month, and never more than you ask for.",
      wording: "I agree that Northbeam writes to me about news of its product. I can stop it in every mail.",
      button: "Write to me",
      topicIds: [house.topics.news],
      senderId: house.senders.hello,
      mailSubject: "Is it you?",
      mailText:
        "Somebody typed this address on our site. If it was you, confirm it; if not, you will not hear from us.",
    },
  });
  await createTemplate({
    ctx,
    input: {
      name: "News of the product",
      subject: "New in Northbeam: ",
      preview: "Two minutes to read",
      body: `Hello {{ first_name | default: "there" }},

here is what is new, and how to use it today.

Best regards
Northbeam`,
    },
  });
  await createTemplate({
    ctx: as(house, "maya"),
    input: {
      name: "After a call",
      subject: "What we said on the telephone",
      preview: "",
      body: `Hello {{ first_name | default: "there" }},

thank you for your time. In short, this is what we agreed on:

Did I forget something? Just answer.

Maya`,
    },
  });
}

async function defineFields(house: House): Promise<void> {
  const ctx = as(house, "ana");
  await defineAttribute({ ctx, input: { key: "city", label: "City", type: "text" } });
  await defineAttribute({ ctx, input: { key: "role", label: "Role", type: "text" } });
  await defineAttribute({ ctx, input: { key: "seats", label: "Seats", type: "number" } });
  await defineAttribute({
    ctx,
    input: { key: "plan", label: "Plan", type: "option", options: ["trial", "plan", "site"] },
  });
  await defineAttribute({ ctx, input: { key: "trial_ends", label: "Trial ends", type: "date" } });
  await defineAttribute({ ctx, input: { key: "renewal_on", label: "Renewal on", type: "date" } });
}
