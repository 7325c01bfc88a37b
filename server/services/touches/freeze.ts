import { createHash, randomInt } from "node:crypto";
import { type BrandRules, narrowBrand, noBrand } from "@/core/brand";
import type { TouchRequest } from "@/core/enrollment";
import type { JsonObject, JsonValue } from "@/core/json";
import { type Letterhead, toLook } from "@/core/letterhead";
import { MergeError } from "@/core/merge";
import { type MergedEmail, renderEmailText } from "@/core/merge-content";
import { toMergeData } from "@/core/merge-fields";
import type { BodyLink } from "@/core/merge-link";
import type { MergeData } from "@/core/merge-liquid";
import { emailSchema } from "@/core/nodes/email";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { loadBroadcastMessages } from "@/server/services/broadcasts/messages";
import { loadVersions } from "@/server/services/enrollments/load-versions";

/** What an author wrote, before merge. */
export interface EmailSource {
  subject: string;
  preview: string;
  body: string;
  links: readonly BodyLink[];
}

/** Text and facts of one touch, frozen for the claim. */
export interface Frozen {
  touchId: string;
  source: EmailSource;
  contentHash: string;
  letterhead: Letterhead;
  letterheadHash: string;
  mergeData: MergeData;
  merged: MergedEmail;
  /** Equal for two mails that say the same words to the same person, whatever template they come from. */
  fingerprint: string;
  toAddress: string;
  /** The short code a recipient can type on the verify page. */
  code: string;
  messageId: string;
  /** What of its opens and clicks is counted, and over which host: as the workspace, the topic and the person want it now. */
  tracking: { opens: boolean; clicks: boolean; host: string | null };
}

/** Why a touch cannot be written at all: shown on the journey, never a blank in a mail. */
export interface Unwritable {
  touchId: string;
  failure: string;
}

export interface ToFreeze {
  touchId: string;
  /** Whose facts the text names. */
  contactId: string;
  /** Whose address it goes to: the same contact, or another of the same person. */
  addressOf: string;
  senderId: string | null;
  /** Whose brand it carries; null: the workspace's. */
  teamId: string | null;
  /** Written by a member to this one person: it carries no brand. */
  byHand: boolean;
  request: TouchRequest;
  enrollmentId: string | null;
}

interface ContactRow {
  touch_id: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  country: string | null;
  attributes: string;
  company_name: string | null;
  owner_name: string | null;
  owner_email: string | null;
  sender_name: string | null;
  sender_address: string | null;
  reply_to: string | null;
  legal_name: string | null;
  postal_address: string | null;
  entry: string | null;
  track_opens: boolean;
  track_clicks: boolean;
  tracking_host: string | null;
}

/** Reads the texts and the people's facts as they are now, and merges them. One query, whatever the number of touches. */
export async function freezeTouches(
  tx: AnyTx,
  workspaceId: string,
  touches: readonly ToFreeze[],
): Promise<Map<string, Frozen | Unwritable>> {
  if (touches.length === 0) return new Map();
  const versionIds = touches.flatMap(({ request }) => (request.from === "node" ? [request.versionId] : []));
  const broadcastIds = touches.flatMap(({ request }) => (request.from === "broadcast" ? [request.broadcastId] : []));
  const [rows, versions, broadcasts, brands] = await Promise.all([
    queryRows<ContactRow>(tx, FACTS, [
      workspaceId,
      JSON.stringify(
        touches.map(({ touchId, contactId, addressOf, senderId, enrollmentId }) => ({
          touchId,
          contactId,
          addressOf,
          senderId,
          enrollmentId,
        })),
      ),
    ]),
    loadVersions(tx, versionIds),
    loadBroadcastMessages(tx, workspaceId, broadcastIds),
    queryRows<BrandRow>(tx, BRANDS, [workspaceId]),
  ]);
  const facts = new Map(rows.map((row) => [row.touch_id, row]));
  const frozen = new Map<string, Frozen | Unwritable>();
  for (const touch of touches) {
    const row = facts.get(touch.touchId);
    const source = sourceOf(touch.request, {
      nodes: (id) => versions.get(id)?.graph.nodes,
      broadcast: (id) => broadcasts.get(id),
    });
    frozen.set(touch.touchId, freeze(touch, row, source, brands));
  }
  return frozen;
}

interface BrandRow {
  team_id: string | null;
  rules: string;
}

const BRANDS = "select team_id, rules::text as rules from brand where workspace_id = $1";

function letterheadOf(touch: ToFreeze, row: ContactRow, brands: readonly BrandRow[]): Letterhead {
  const rulesOf = (teamId: string | null): BrandRules | null => {
    const found = brands.find(({ team_id }) => team_id === teamId);
    return found === undefined ? null : (JSON.parse(found.rules) as BrandRules); // jsonb of brand.rules
  };
  const own = touch.teamId === null ? null : rulesOf(touch.teamId);
  const workspace = rulesOf(null);
  const plain = touch.byHand || (workspace === null && own === null);
  return {
    fromName: row.sender_name ?? "",
    fromAddress: row.sender_address ?? "",
    replyTo: row.reply_to,
    legalName: row.legal_name,
    postalAddress: row.postal_address,
    look: plain ? null : toLook(narrowBrand(workspace ?? noBrand, own)),
  };
}

type Nodes = Readonly<Record<string, { readonly config: JsonObject }>>;

/** Where the texts are that a request only names. */
interface Texts {
  readonly nodes: (versionId: string) => Nodes | undefined;
  readonly broadcast: (broadcastId: string) => JsonObject | undefined;
}

/** The text a request names: a step's of a pinned version, a broadcast's, or the one it carries. Null when it cannot be read. */
export function sourceOf(request: TouchRequest, texts: Texts): EmailSource | null {
  if (request.from === "content") {
    return { subject: request.subject, preview: request.preview, body: request.body, links: [] };
  }
  const config =
    request.from === "broadcast"
      ? texts.broadcast(request.broadcastId)
      : texts.nodes(request.versionId)?.[request.nodeId]?.config;
  return config === undefined ? null : readSource(config);
}

// a version's configs never change: each is read once, not once a mail
const sources = new WeakMap<JsonObject, EmailSource | null>();

function readSource(config: JsonObject): EmailSource | null {
  const known = sources.get(config);
  if (known !== undefined) return known;
  const { success, data } = emailSchema.safeParse(config);
  const source = success ? { subject: data.subject, preview: data.preview, body: data.body, links: data.links } : null;
  sources.set(config, source);
  return source;
}

function freeze(
  touch: ToFreeze,
  row: ContactRow | undefined,
  source: EmailSource | null,
  brands: readonly BrandRow[],
): Frozen | Unwritable {
  const cannot = (failure: string): Unwritable => ({ touchId: touch.touchId, failure });
  if (!source) return cannot("The step's text cannot be read");
  if (!row?.email) return cannot("The contact has no address");
  const mergeData = toMergeData(
    {
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      phone: row.phone,
      country: row.country,
      companyName: row.company_name,
      attributes: JSON.parse(row.attributes) as Record<string, JsonValue>, // jsonb of contact.attributes
      owner: row.owner_name === null ? null : { name: row.owner_name, email: row.owner_email ?? "" },
    },
    row.sender_address === null ? null : { name: row.sender_name ?? "", address: row.sender_address },
    entryOf(touch.request, row.entry),
  );
  let merged: MergedEmail;
  try {
    merged = renderEmailText(source, mergeData);
  } catch (error) {
    if (error instanceof MergeError) return cannot(`The text cannot be merged: ${error.message}`);
    throw error;
  }
  if (merged.missing.length > 0) return cannot(`It would leave a blank: ${merged.missing.join(", ")}`);
  if (merged.subject === "") return cannot("The subject is empty");
  const watched = touch.request.from !== "content" || touch.request.untracked !== true;
  const letterhead = letterheadOf(touch, row, brands);
  return {
    touchId: touch.touchId,
    source,
    letterhead,
    letterheadHash: hashOf(JSON.stringify(letterhead)),
    contentHash: contentHashOf(source),
    mergeData,
    merged,
    fingerprint: fingerprintOf(merged),
    toAddress: touch.request.from === "content" ? (touch.request.answers?.to ?? row.email) : row.email,
    code: newCode(),
    tracking: { opens: row.track_opens && watched, clicks: row.track_clicks && watched, host: row.tracking_host },
    messageId: `<s.${touch.touchId}@${domainOf(row.sender_address ?? row.email)}>`,
  };
}

/** Of all that a content holds: two mails of the same words whose links go by other ids are two, or one would count the other's clicks. */
export const contentHashOf = ({ subject, preview, body, links }: EmailSource): string =>
  hashOf(JSON.stringify([subject, preview, body, links.map(({ id, url, label }) => [id, url, label])]));

/** The same words are the same mail: white space, case and link addresses do not tell two apart. */
function fingerprintOf(merged: MergedEmail): string {
  return hashOf(`${merged.subject}\n${merged.text}`.toLowerCase().replace(/\s+/gu, " ").trim());
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** No 0, 1, i, l, o, u: read over the phone. */
const CODE_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz";

const newCode = (): string => Array.from({ length: 9 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join("");

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** What the text may name as `entry.*`. */
function entryOf(request: TouchRequest, entry: string | null): JsonObject {
  if ("data" in request && request.data !== undefined) return request.data;
  return entry === null ? {} : (JSON.parse(entry) as JsonObject); // state.entry.data
}

const FACTS = `
select r."touchId" as touch_id, a.email, coalesce(c.first_name, a.first_name) as first_name,
  coalesce(c.last_name, a.last_name) as last_name, coalesce(c.phone, a.phone) as phone, coalesce(c.country, a.country) as country,
  (a.attributes || c.attributes)::text as attributes,
  co.name as company_name, m.name as owner_name, m.email as owner_email, s.name as sender_name, s.address as sender_address,
  s.reply_to, w.legal_name, w.postal_address,
  (e.state->'entry'->'data')::text as entry,
  w.track_opens and p.untracked_at is null and coalesce(tp.tracked, true) as track_opens,
  w.track_clicks and p.untracked_at is null and coalesce(tp.tracked, true) as track_clicks, w.tracking_host
from jsonb_to_recordset($2::text::jsonb) as r("touchId" text, "contactId" text, "addressOf" text, "senderId" text, "enrollmentId" text)
join contact c on c.workspace_id = $1 and c.id = r."contactId"
join contact a on a.workspace_id = $1 and a.id = r."addressOf"
join person p on p.workspace_id = $1 and p.id = c.person_id
join workspace_setting w on w.workspace_id = $1
left join touch t on t.workspace_id = $1 and t.id = r."touchId"
left join topic tp on tp.workspace_id = $1 and tp.id = t.topic_id
left join company co on co.workspace_id = $1 and co.id = c.company_id
left join member m on m.id = c.owner_id
left join sender s on s.workspace_id = $1 and s.id = r."senderId"
left join enrollment e on e.workspace_id = $1 and e.id = r."enrollmentId"`;
