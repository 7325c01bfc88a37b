import { expect, test } from "vitest";
import { toDraft } from "./contact-draft";

const contact = {
  email: "ana@acme.example",
  firstName: "Ana",
  lastName: null,
  company: null,
  phone: null,
  country: "IT",
  externalId: null,
  ownerId: null,
  tags: ["a", "b"],
} as unknown as Parameters<typeof toDraft>[0]; // what the form reads of a contact

test.each([
  ["explicit", "Europe/Rome"],
  ["country", null],
  [null, null],
])("a zone that is %s is shown as %s: an inferred one goes on following the country", (timeZoneSource, shown) => {
  expect(toDraft({ ...contact, timeZone: "Europe/Rome", timeZoneSource }).timeZone).toBe(shown);
  expect(toDraft({ ...contact, timeZone: "Europe/Rome", timeZoneSource })).toMatchObject({
    tags: "a, b",
    lastName: "",
  });
});
