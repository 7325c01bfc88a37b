import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The prefixes of the vocabulary, one per table that people or logs see ids of. */
export const prefixes = {
  workspace: "wsp",
  member: "mem",
  membership: "mbs",
  team: "tea",
  sender: "snd",
  topic: "top",
  product: "prd",
  productFact: "prf",
  company: "cmp",
  person: "per",
  contact: "ctc",
  tag: "tag",
  consent: "cns",
  choice: "cho",
  suppression: "sup",
  segment: "sgm",
  sequence: "seq",
  version: "ver",
  pass: "pss",
  versionMove: "vmv",
  enrollmentMove: "emv",
  check: "chk",
  trigger: "trg",
  enrollment: "enr",
  enrollmentAct: "eac",
  visit: "vis",
  wake: "wak",
  signal: "sig",
  link: "lnk",
  touch: "tch",
  batch: "btc",
  decision: "dec",
  alias: "als",
  rule: "rul",
  exemption: "exm",
  outbox: "evt",
  inbound: "inb",
  replyEffect: "rfx",
  savedAnswer: "sva",
  notificationChoice: "ntc",
  sandbox: "sbx",
  task: "tsk",
  notification: "ntf",
  webhook: "whk",
  delivery: "dlv",
  importJob: "imp",
  integration: "int",
  providerEvent: "pev",
  touchFact: "fct",
  contactAlias: "cal",
  productRef: "prr",
  idempotency: "idk",
  audit: "aud",
  clockMove: "clk",
  broadcast: "brd",
  mail: "eml",
  mailTemplate: "mtp",
  mailTemplateVersion: "mtv",
  mailbox: "mbx",
  mailboxFolder: "mbf",
  node: "nod",
  session: "ses",
  credential: "crd",
  verification: "vrf",
  invitation: "inv",
  twoFactor: "tfa",
  apiKey: "key",
  domain: "dom",
  phone: "pho",
  phishReport: "phi",
  publishedMessage: "pum",
  launch: "lch",
  brand: "bnd",
  form: "frm",
  formEntry: "fen",
  attribute: "atd",
  apart: "apt",
} as const;
export type IdPrefix = keyof typeof prefixes;

const CHANCE = 16;
// a call of the random source costs as much as a hundred ids
let pool = randomBytes(0);
let used = 0;

function takeChance(): number {
  if (used + CHANCE > pool.length) {
    pool = randomBytes(CHANCE * 256);
    used = 0;
  }
  used += CHANCE;
  return used - CHANCE;
}

/** A new id: prefix, 48 bit of time, 80 bit of chance, in Crockford's base 32 (sorts by creation). */
export function newId(kind: IdPrefix, now = Date.now()): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i++) {
    time = ALPHABET[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let chance = "";
  const from = takeChance();
  for (let i = from; i < from + CHANCE; i++) chance += ALPHABET[(pool[i] ?? 0) & 31];
  return `${prefixes[kind]}_${time}${chance}`;
}
