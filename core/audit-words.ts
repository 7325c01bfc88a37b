/** Verbs of an action that do not read as they stand: "member.role-changed" → "changed the role of a member". */
const verbs: Readonly<Record<string, string>> = {
  "role-changed": "changed the role of",
  "members-changed": "changed who is in",
  "team-changed": "gave to a team",
  "settings-changed": "changed the settings of",
  "servers-changed": "changed the servers of",
  "secret-rotated": "made a new secret for",
  "ref-added": "named an id of",
  "ref-removed": "took away an id of",
  "move-undone": "took back the move of people in",
  "act-undone": "took back an act on",
  "breaker-reset": "let send again",
  "wait-skipped": "skipped a wait in",
  jumped: "moved",
  "file-read": "read the file about",
  "attachment-taken": "took an attachment of",
  "sender-told": "told the sender of",
  "signed-in": "signed in to",
  set: "set",
};

/** Whole actions whose two words do not say what was done. */
const whole: Readonly<Record<string, string>> = {
  "sending.paused": "paused sending",
  "sending.resumed": "resumed sending",
  "clock.moved": "moved the clock",
  "support.looked": "looked up",
  "data.exported": "exported the",
  "suppression.imported": "imported a suppression list:",
  "suppression.added": "suppressed",
  "suppression.lifted": "let be written to again",
  "sequence.enrolled": "put people into the sequence",
  "mailbox.started": "began to set up the mailbox",
  "field.undefined": "no longer defines the field",
  "contact.owner-set": "gave",
  "contact.kept-apart": "said that these are two:",
  "contact.apart-ended": "no longer says that these are two:",
  "person.tracked": "lets opens and clicks be counted of",
  "person.untracked": "lets no opens and clicks be counted of",
  "interest.reset": "reset the interest of",
  "touch.settled-arrived": "said that a mail arrived at",
  "touch.settled-lost": "said that a mail was lost to",
  "touch.settled-send_again": "sent a mail again to",
  "phish.reported": "reported a phish",
  "leave-alone.set": "left alone",
  "leave-alone.cleared": "ended leaving alone",
  "preference.topic": "noted a choice of topic by",
  "preference.frequency": "noted how often to write to",
  "preference.all-off": "noted the wish for no more mail of",
  "preference.back": "noted the wish for mail again of",
  "hold.let-go": "let go early",
  "hold.cancelled": "cancelled what was held for",
  "touch.logged": "logged a contact with",
  "reply.read": "read a reply of",
  "person.file-asked": "asked for the file about",
  "consent.confirmed": "confirmed consent of",
  "product-fact.set": "noted a product of",
  "product-fact.cleared": "took back a product of",
  "caps.exempted": "exempted",
  "caps.exemption-ended": "no longer exempts",
  "person.viewed": "looked at",
  "settings.updated": "changed the settings",
  "member.invited": "invited",
  "invitation.cancelled": "took back the invitation of",
  "consent.recorded": "recorded consent of",
};

/** First words of an action that lead to whom or what it is about. */
const entities: Readonly<Record<string, string>> = {
  enrollment: "passage of",
  reply: "reply of",
  launch: "launch of",
};

/** What somebody did, to stand between who and what: "published the sequence", "looked at". From `<entity>.<verb>`. */
export function sayAction(action: string): string {
  const known = whole[action];
  if (known !== undefined) return known;
  const dot = action.indexOf(".");
  if (dot < 0) return plain(action);
  const [entity, verb] = [action.slice(0, dot), action.slice(dot + 1).replaceAll("_", "-")];
  return `${verbs[verb] ?? plain(verb)} the ${entities[entity] ?? plain(entity)}`;
}

const plain = (words: string): string => words.replaceAll(/[._-]/g, " ");
