import { beforeEach, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { env } from "@/server/env";
import { checkMime } from "@/server/mail/check-mime";
import { toMime } from "@/server/mail/mime";
import { signAction } from "@/server/mail/tracking-token";
import { personSubjects } from "@/server/services/access/collect";
import { readPersonFile } from "@/server/services/access/read";
import { opensFile, requestFile, takeFile } from "@/server/services/access/request";
import { archiveContacts } from "@/server/services/contacts/archive";
import { eraseContact } from "@/server/services/contacts/erase";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { enterBySignals } from "@/server/services/enrollments/enter-by-signals";
import { pruneRuntime } from "@/server/services/enrollments/prune-runtime";
import { confirmEntry, readConfirmation } from "@/server/services/forms/confirm";
import { archiveForm, createForm, listForms, updateForm } from "@/server/services/forms/manage";
import { readForm, submitForm } from "@/server/services/forms/submit";
import { readPreferences } from "@/server/services/leaving/preferences";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { decidePeople } from "@/server/services/touches/decide";
import { loadOutgoing } from "@/server/services/touches/load-outgoing";
import { requestTouches } from "@/server/services/touches/request";
import { touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

let ctx: ServiceContext;
let world: Awaited<ReturnType<typeof createWorkspace>>;
let formId: string;
beforeEach(async () => {
  world = await createWorkspace();
  ctx = systemContext({ workspaceId: world.workspaceId, name: "hand" });
  ({ id: formId } = await createForm({
    ctx,
    input: {
      name: "Footer",
      title: "Our newsletter",
      wording: "I want news about lamps.",
      topicIds: [world.topicId],
      senderId: world.senderId,
    },
  }));
});

let visitors = 0;
/** Another visitor each time. */
function from() {
  visitors += 1;
  return { ip: `192.0.2.${visitors}`, userAgent: "Firefox" };
}
const submit = (email: string, more: object = {}) => submitForm(formId, { email, ...more }, from());

/** The mail the form sent, as it leaves. */
async function confirmationMail() {
  const rows = await ownerSql()<{ id: string; person_id: string }[]>`
    select id, person_id from touch where workspace_id = ${world.workspaceId} order by created_at desc, id desc limit 1`;
  const [touch] = rows;
  if (!touch) throw new Error("no mail was asked for");
  await decidePeople(world.workspaceId, [touch.person_id]);
  const [ready] = await loadOutgoing(world.workspaceId, [touch.id]);
  if (!ready) throw new Error("the mail may not leave");
  return ready.mail;
}

const tokenIn = (text: string, path: string): string => new RegExp(`/${path}/([^\\s)"]+)`).exec(text)?.[1] ?? "";

test("a name without end is cut, and whatever a machine writes into the hidden field is its own affair", async () => {
  expect(await submit("long@new.example", { firstName: "é".repeat(500) })).toEqual({ ok: true });
  const [kept] = await ownerSql()`
    select given from form_entry where workspace_id = ${world.workspaceId} and given->>'firstName' like 'ééé%'`;
  expect(kept?.given.firstName).toBe("é".repeat(120));
  expect(await submit("machine@new.example", { website: "x".repeat(9_000) })).toEqual({ ok: true });
});

test("nobody is in before the mail is answered; the answer is consent with its words and its proof", async () => {
  expect(await readForm(formId)).toMatchObject({ title: "Our newsletter", topics: ["Product news"] });
  expect(await submit("Zoe@New.example", { firstName: "Zoe" })).toEqual({ ok: true });
  const mail = await confirmationMail();
  expect(await checkMime(await toMime(mail), { class: "transactional", origin: env().APP_URL })).toEqual([]);
  expect(mail).toMatchObject({ to: "Zoe@New.example", subject: "Please confirm: Our newsletter" });
  expect(mail.text).toContain("Northbeam Ltd: Product news");
  expect(mail.html).not.toMatch(/\/[oc]\/|width="1"/); // nothing is counted
  expect(await ownerSql()`select 1 from consent where workspace_id = ${world.workspaceId}`).toEqual([]);

  const token = tokenIn(mail.text, "confirm");
  expect(await readConfirmation(token)).toMatchObject({ state: "open", address: "Z•••@New.example" });
  expect(await ownerSql()`select 1 from consent where workspace_id = ${world.workspaceId}`).toEqual([]); // looking is no yes
  const visitor = from();
  expect(await Promise.all([confirmEntry(token, visitor), confirmEntry(token, visitor)])).toEqual([true, true]);
  expect(await readConfirmation(token)).toMatchObject({ state: "confirmed" });
  expect(
    await ownerSql()`select basis, source, wording, topic_id from consent where workspace_id = ${world.workspaceId}`,
  ).toEqual([
    { basis: "opt_in", source: "Form: Footer", wording: "I want news about lamps.", topic_id: world.topicId },
  ]);
  expect(
    await ownerSql()`select e.confirmed_from, e.confirmed_with, c.first_name, k.proof = e.id as proves from form_entry e
      join contact c on c.id = e.contact_id join consent k on k.person_id = c.person_id`,
  ).toEqual([{ confirmed_from: visitor.ip, confirmed_with: "Firefox", first_name: "Zoe", proves: true }]);
  expect(await listForms({ ctx, input: {} })).toMatchObject([{ asked: 1, confirmed: 1 }]);
});

test("the confirmed form lets into the sequence it opens, once", async () => {
  const { sequenceId, versionId } = await createSequence(
    world.workspaceId,
    drawGraph({
      start: { kind: "trigger", config: { entrance: { by: "form", formId } }, next: { next: "end" } },
      end: { kind: "exit" },
    }),
  );
  await ownerSql()`insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
    values (${newId("trigger")}, ${world.workspaceId}, ${sequenceId}, ${versionId}, 'form', ${formId})`;
  await submit("zoe@new.example");
  const token = tokenIn((await confirmationMail()).text, "confirm");
  await confirmEntry(token, from());
  await confirmEntry(token, from());
  const signals = await ownerSql()<{ id: string }[]>`select id from signal where workspace_id = ${world.workspaceId}`;
  expect(signals).toHaveLength(1);
  const entered = await enterBySignals(
    world.workspaceId,
    signals.map(({ id }) => id),
  );
  expect(entered.filter(({ ok }) => ok)).toHaveLength(1);
});

test("an archived contact comes back with the confirmed form, not with a stranger's typing", async () => {
  const { contactId, email } = await createContact(world.workspaceId, { email: "ann@known.example" });
  await archiveContacts({ ctx, input: { ids: [contactId] } });
  const archived = async () =>
    (await ownerSql()`select archived_at is not null as archived from contact where id = ${contactId}`)[0]?.archived;
  await submit(email);
  const { text } = await confirmationMail();
  expect(await archived()).toBe(true);
  await confirmEntry(tokenIn(text, "confirm"), from());
  expect(await archived()).toBe(false);
});

test("who had left comes back for what they asked for and nothing else; a name we know stays", async () => {
  const known = await createContact(world.workspaceId, { email: "tom@known.example", firstName: "Tom" });
  await ownerSql()`insert into topic (id, workspace_id, name) values (${newId("topic")}, ${world.workspaceId}, 'Sales')`;
  await suppressAddresses(ownerSql(), [
    {
      workspaceId: world.workspaceId,
      emailKey: known.email,
      personId: known.personId,
      scope: "marketing_and_sales",
      reason: "unsubscribe",
      source: "one-click",
      evidenceRef: null,
    },
  ]);
  await submit(known.email, { firstName: "Mallory" });
  await confirmEntry(tokenIn((await confirmationMail()).text, "confirm"), from());
  expect(
    await ownerSql()`select lifted_at is not null as lifted from suppression where workspace_id = ${world.workspaceId}`,
  ).toEqual([{ lifted: true }]);
  expect(
    await ownerSql()`select t.name, c.choice, c.source from topic_choice c join topic t on t.id = c.topic_id
      where c.workspace_id = ${world.workspaceId} order by 1`,
  ).toEqual([
    { name: "Product news", choice: "in", source: "form" },
    { name: "Sales", choice: "out", source: "form" },
  ]);
  expect(await ownerSql()`select first_name from contact where id = ${known.contactId}`).toEqual([
    { first_name: "Tom" },
  ]);
});

test("machines, strangers' tokens, closed forms and haste get nowhere", async () => {
  expect(await submit("bot@new.example", { website: "https://spam.example" })).toEqual({ ok: true });
  expect(await ownerSql()`select 1 from form_entry where workspace_id = ${world.workspaceId}`).toEqual([]);
  await expect(submit("no address")).rejects.toMatchObject({ fields: [{ path: "email" }] });
  expect(await confirmEntry(signAction({ do: "leave", touchId: "tch_1" }), from())).toBe(false);
  expect(await readConfirmation("f-fen_1.AAAA")).toBeNull();
  await submit("zoe@new.example");
  await submit("zoe@new.example");
  await expect(submit("ZOE@new.example")).rejects.toMatchObject({ code: "TOO_MANY" });
  await archiveForm({ ctx, input: { id: formId } });
  expect(await submit("late@new.example")).toBeNull();
  expect(await readForm(formId)).toBeNull();
  expect(await submitForm("frm_nobody", { email: "a@b.example" }, from())).toBeNull();
});

test("everything held is one file: for a member, and for the person by a link of their own", async () => {
  await submit("zoe@new.example", { firstName: "Zoe" });
  const mail = await confirmationMail();
  await confirmEntry(tokenIn(mail.text, "confirm"), from());
  const [contact] = await ownerSql()<
    { id: string }[]
  >`select id from contact where workspace_id = ${world.workspaceId}`;
  const { file } = await readPersonFile({ ctx, input: { contactId: contact?.id ?? "" } });
  expect(file).toMatchObject({
    contacts: [{ email: "zoe@new.example", first_name: "Zoe" }],
    consents: [{ basis: "opt_in", topic: "Product news" }],
    forms: [{ form: "Footer" }],
    messages: [{ to_address: "zoe@new.example" }],
    reactions: [{ name: "form.submitted" }],
  });
  expect(await ownerSql()`select 1 from audit where action = 'person.file-read'`).toHaveLength(1);

  const prefer = signAction({ do: "prefer", touchId: mail.touchId });
  expect(await requestFile(prefer)).toEqual({ how: "mailed", sentTo: "z•••@new.example" });
  const link = await confirmationMail();
  expect(link.to).toBe("zoe@new.example");
  expect(await checkMime(await toMime(link), { class: "transactional", origin: env().APP_URL })).toEqual([]);
  const token = tokenIn(link.text, "file");
  expect(opensFile(token)).toBe(true);
  expect(await takeFile(token)).toMatchObject({ contacts: [{ email: "zoe@new.example" }] });
  expect(opensFile(prefer)).toBe(false);
  expect(await takeFile(`${token}x`)).toBeNull();
  expect(await requestFile(signAction({ do: "leave", touchId: mail.touchId }))).toBeNull();
});

test("who may not be written to at all is told so, and a colleague has a month to answer another way", async () => {
  const who = await createContact(world.workspaceId, { email: "zoe@gone.example" });
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "k" })]);
  const [mail] = await ownerSql()<{ id: string }[]>`select id from touch where person_id = ${who.personId}`;
  const touchId = mail?.id ?? "";
  const prefer = signAction({ do: "prefer", touchId });
  await suppressAddresses(ownerSql(), [
    {
      workspaceId: world.workspaceId,
      emailKey: "zoe@gone.example",
      personId: who.personId,
      scope: "all",
      reason: "complaint",
      source: "provider",
      evidenceRef: null,
    },
  ]);
  expect(await requestFile(prefer)).toEqual({ how: "by_hand" });
  const open = () => ownerSql()`select title, person_id, done_at from task where workspace_id = ${world.workspaceId}`;
  expect(await open()).toEqual([
    { title: "Asks for everything we hold about them", person_id: who.personId, done_at: null },
  ]);
  await ownerSql()`update task set done_at = now() where workspace_id = ${world.workspaceId}`;
  expect(await requestFile(prefer)).toEqual({ how: "by_hand" });
  expect(await open()).toMatchObject([{ done_at: null }]);
  expect(
    await ownerSql()`select 1 from touch where person_id = ${who.personId} and template_family = 'person-file'`,
  ).toEqual([]);
  expect(await readPreferences(prefer)).toMatchObject({ closed: true, postalAddress: expect.any(String) });
});

test("who has been erased is promised no mail: there is no address to send it to", async () => {
  const who = await createContact(world.workspaceId, { email: "zoe@forgotten.example" });
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "k" })]);
  const [mail] = await ownerSql()<{ id: string }[]>`select id from touch where person_id = ${who.personId}`;
  await eraseContact({ ctx, input: { id: who.contactId, because: "asked" } });
  expect(await requestFile(signAction({ do: "prefer", touchId: mail?.id ?? "" }))).toEqual({ how: "by_hand" });
});

test("every table that names a person stands in the file", async () => {
  const { file } = await readPersonFile({
    ctx,
    input: { contactId: (await createContact(world.workspaceId)).contactId },
  });
  expect(Object.keys(file)).toEqual(Object.keys(personSubjects));
  const named = await ownerSql()<{ name: string }[]>`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and column_name in ('person_id', 'contact_id', 'touch_id', 'enrollment_id')`;
  // what waits for the engine, what a trigger has seen, copies of mails in the local inbox, a member's tries,
  // sums made of passages that stand in it themselves
  const left = ["wake", "trigger_mark", "sandbox_mail", "sequence_check", "enrollment_figure", "figure_debt"];
  const read = Object.values(personSubjects).join(" ");
  const missing = named.filter(({ name }) => !left.includes(name) && !read.includes(`from ${name} x`));
  expect(missing).toEqual([]);
});

test("the mail that asks says what the form's settings say, word for word, with the link below", async () => {
  await updateForm({
    ctx,
    input: { id: formId, mailSubject: "Is it you, {{ first_name }}?", mailText: "Ciao!\n\n- *Lamps* {{ email }}" },
  });
  await submit("zoe@new.example");
  const mail = await confirmationMail();
  expect(mail.subject).toBe("Is it you, {{ first_name }}?");
  expect(mail.text).toContain("- *Lamps* {{ email }}");
  expect(mail.text).not.toContain("most likely you");
  expect(await confirmEntry(tokenIn(mail.text, "confirm"), from())).toBe(true);
});

test("a wish nobody confirmed is gone after 30 days, one that was confirmed stays as its proof", async () => {
  await submit("yes@new.example");
  expect(await confirmEntry(tokenIn((await confirmationMail()).text, "confirm"), from())).toBe(true);
  await submit("no@new.example");
  const left = async () =>
    (
      await ownerSql()`select c.email from form_entry e join contact c on c.id = e.contact_id
      where e.workspace_id = ${world.workspaceId} order by 1`
    ).map(({ email }) => email);
  const age = (days: number) => ownerSql()`
    update form_entry set requested_at = now() - make_interval(days => ${days}) where workspace_id = ${world.workspaceId}`;
  await age(29);
  await pruneRuntime(ownerSql());
  expect(await left()).toEqual(["no@new.example", "yes@new.example"]);
  await age(31);
  await pruneRuntime(ownerSql());
  expect(await left()).toEqual(["yes@new.example"]);
  // that somebody asked is counted all the same, over the days one chooses
  await pruneRuntime(ownerSql());
  const counted = async (days: number | null) => {
    const [one] = await listForms({ ctx, input: { days } });
    return [one?.asked, one?.confirmed];
  };
  expect([await counted(null), await counted(40), await counted(30)]).toEqual([
    [2, 1],
    [2, 1],
    [0, 0],
  ]);
});
