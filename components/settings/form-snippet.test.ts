import { expect, test } from "vitest";
import { embeddableForm } from "./form-snippet";

test("posts to the hosted form, and words of the author are no markup", () => {
  const form = {
    url: "https://heed.example/f/frm_1",
    wording: 'I agree to <b>"mail"</b> & more',
    button: "Sign up",
    askName: false,
  };
  const html = embeddableForm(form);
  expect(html).toContain('action="https://heed.example/f/frm_1/submit"');
  expect(html).toContain('name="email"');
  expect(html).not.toContain("<b>");
  expect(html).not.toContain("first_name");
  expect(embeddableForm({ ...form, askName: true })).toContain('name="first_name"');
});
