import { z } from "zod";
import { cutText } from "@/core/storable-text";

const words = (max: number) => z.string().trim().max(max, `At most ${max} characters`);

const oneLine = (text: string): boolean => !/[\r\n]/.test(text);

const fields = {
  name: words(80).min(1, "Give the form a name"),
  /** What people read above the fields. */
  title: words(120).min(1, "Say what people sign up for"),
  intro: words(1_000),
  /** What they agree to, kept word for word with each consent. */
  wording: words(2_000).min(1, "Say what they agree to"),
  button: words(40).min(1, "Name the button"),
  /** Empty: every topic. */
  topicIds: z.array(z.string().min(1)).max(50),
  askName: z.boolean(),
  senderId: z.string().min(1, "Choose who sends the confirmation"),
  /** Words of the mail that asks, above the link; empty: our own. */
  mailSubject: words(150).refine(oneLine, "One line"),
  mailText: words(2_000),
};

export const createFormInput = z.object({
  ...fields,
  intro: fields.intro.default(""),
  button: fields.button.default("Sign up"),
  topicIds: fields.topicIds.default([]),
  askName: fields.askName.default(true),
  mailSubject: fields.mailSubject.default(""),
  mailText: fields.mailText.default(""),
});
export const updateFormInput = z.object({ id: z.string().min(1), ...fields }).partial({
  name: true,
  title: true,
  intro: true,
  wording: true,
  button: true,
  topicIds: true,
  askName: true,
  senderId: true,
  mailSubject: true,
  mailText: true,
});
export const listFormsInput = z.object({
  /** How far back those who asked are counted; null: since the form was made. */
  days: z.int().min(1).max(3_650).nullable().default(30),
});
export const formIdInput = z.object({ id: z.string().min(1) });

/** What a stranger sends. */
/** What is too long for a name is cut: nobody is sent away for it. */
const spokenName = z
  .string()
  .trim()
  .transform((name) => cutText(name, 120));

export const submitFormInput = z.object({
  email: z.string().trim().max(254),
  firstName: spokenName.default(""),
  lastName: spokenName.default(""),
  /** A field no person sees: whoever fills it in is a machine. */
  website: z.string().default(""),
});
