import { toEmailKey } from "@/core/address";
import { type Definitions, type ReadAttribute, readAttribute } from "@/core/attribute";
import { toCountryCode } from "@/core/country";
import type { ProductFact } from "@/core/facts";
import { factOfField, type ImportTarget } from "@/core/import-field";
import { isZone } from "@/core/schedule-zone";
import { cutText } from "@/core/storable-text";

/** A contact as one row of a CSV says it. Null: the row says nothing about it, what is known stays. */
export interface ImportedContact {
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  readonly timeZone: string | null;
  readonly externalId: string | null;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** What the workspace knows that a file may name. */
export interface Known {
  /** Keys of its products, in small letters. */
  readonly productKeys: ReadonlySet<string>;
  /** What its fields mean. */
  readonly definitions: Definitions;
}

const nothingKnown: Known = { productKeys: new Set(), definitions: new Map() };

export interface RowProblem {
  /** Name of the column; left out where the whole row is meant. */
  readonly column?: string;
  readonly cause: string;
}

/** What a row says about the person and a product, by the product's key in small letters. */
export interface ImportedFact {
  readonly productKey: string;
  readonly fact: ProductFact;
}

export type CheckedRow =
  | { readonly ok: true; readonly contact: ImportedContact; readonly facts: readonly ImportedFact[] }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

const limits: Readonly<Record<string, number>> = {
  email: 254,
  firstName: 120,
  lastName: 120,
  name: 200,
  company: 200,
  phone: 40,
  externalId: 200,
};
const TAG_LENGTH = 60;
const ATTRIBUTE_LENGTH = 2_000;

/**
 * Checks one row against the mapping of its columns. All causes are named, each with its column; a row with any is not
 * imported. Cells that are empty after trimming say nothing.
 */
export function checkRow(
  columns: readonly string[],
  mapping: readonly ImportTarget[],
  cells: readonly string[],
  known: Known = nothingKnown,
): CheckedRow {
  if (cells.length !== columns.length)
    return { ok: false, problems: [{ cause: wrongCount(columns.length, cells.length) }] };
  const problems: RowProblem[] = [];
  const draft: Draft = { tags: [], attributes: {}, facts: [] };
  cells.forEach((cell, index) => {
    const target = mapping[index] ?? "skip";
    const text = cell.trim();
    if (target === "skip" || text === "") return;
    const cause = readCell(draft, target, text, known);
    if (cause !== null) problems.push({ column: columns[index] ?? "", cause });
  });
  if (
    problems.length === 0 &&
    draft.email === undefined &&
    draft.externalId === undefined &&
    draft.phone === undefined
  ) {
    problems.push({ cause: "The row has neither an e-mail address nor a phone number nor an id" });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, contact: toContact(draft), facts: draft.facts };
}

const wrongCount = (wanted: number, found: number): string =>
  `The row has ${found} ${found === 1 ? "value" : "values"} where the first line names ${wanted} columns`;

interface Draft {
  email?: string;
  firstName?: string;
  lastName?: string;
  name?: string;
  company?: string;
  phone?: string;
  country?: string;
  timeZone?: string;
  externalId?: string;
  tags: string[];
  attributes: Record<string, string | number | boolean>;
  facts: ImportedFact[];
}

/** Reads one cell into the draft; the cause where it cannot. */
function readCell(draft: Draft, target: ImportTarget, text: string, known: Known): string | null {
  if (text.includes("\u0000")) return "Holds a character that is no text";
  if (text.includes("\uFFFD")) return "Holds a character that could not be read: save the file as UTF-8";
  const limit = limits[target];
  if (limit !== undefined && text.length > limit) return `Is longer than ${limit} characters`;
  if (target.startsWith("attribute:")) {
    if (text.length > ATTRIBUTE_LENGTH) return `Is longer than ${ATTRIBUTE_LENGTH} characters`;
    return readField(draft, target.slice("attribute:".length), text, known.definitions);
  }
  switch (target) {
    case "email":
      if (toEmailKey(text) === null) return `“${shorten(text)}” is not an e-mail address`;
      draft.email = text;
      return null;
    case "country": {
      const code = toCountryCode(text);
      if (code === null) return `“${shorten(text)}” is not a country, for example Italy or IT`;
      draft.country = code;
      return null;
    }
    case "timeZone":
      if (!isZone(text)) return `“${shorten(text)}” is not a time zone, for example Europe/Rome`;
      draft.timeZone = text;
      return null;
    case "tags": {
      const tags = listIn(text);
      const long = tags.find((tag) => tag.length > TAG_LENGTH);
      if (long !== undefined) return `The tag “${shorten(long)}” is longer than ${TAG_LENGTH} characters`;
      draft.tags = [...new Set(tags)];
      return null;
    }
    case "bought":
    case "hasCompeting":
    case "notForThem": {
      const keys = listIn(text.toLowerCase());
      const unknown = keys.find((key) => !known.productKeys.has(key));
      if (unknown !== undefined) return `“${shorten(unknown)}” is no key of your products`;
      for (const productKey of new Set(keys)) draft.facts.push({ productKey, fact: factOfField[target] });
      return null;
    }
    case "firstName":
    case "lastName":
    case "name":
    case "company":
    case "phone":
    case "externalId":
      draft[target] = text;
      return null;
    default:
      return null;
  }
}

function readField(draft: Draft, key: string, text: string, definitions: Definitions): string | null {
  const definition = definitions.get(key);
  const read: ReadAttribute = definition ? readAttribute(definition, text) : { ok: true, value: toValue(text) };
  if (!read.ok) return `“${shorten(text)}” does not fit: ${read.problem.toLowerCase()}`;
  draft.attributes[key] = read.value;
  return null;
}

const listIn = (text: string): string[] =>
  text
    .split(/[;,|]/)
    .map((one) => one.trim())
    .filter(Boolean);

const shorten = (text: string): string => (text.length > 60 ? `${cutText(text, 57)}…` : text);

/** Numbers and yes/no as what they are, so that conditions compare them; ids with leading zeros and dates stay text. */
function toValue(text: string): string | number | boolean {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/.test(text)) return Number(text);
  return text;
}

function toContact(draft: Draft): ImportedContact {
  const [first = "", ...rest] = (draft.name ?? "").split(/\s+/);
  return {
    email: draft.email ?? null,
    firstName: draft.firstName ?? (first === "" ? null : first),
    lastName: draft.lastName ?? (rest.length === 0 ? null : rest.join(" ")),
    companyName: draft.company ?? null,
    phone: draft.phone ?? null,
    country: draft.country ?? null,
    timeZone: draft.timeZone ?? null,
    externalId: draft.externalId ?? null,
    tags: draft.tags,
    attributes: draft.attributes,
  };
}
