import type { ProductFact } from "@/core/facts";

/** Where a column of a CSV may go; `attribute:<key>` besides, for fields of the workspace's own. */
export const importFields = [
  {
    id: "email",
    label: "E-mail address",
    names: [
      "email",
      "e-mail",
      "email address",
      "e-mail address",
      "mail",
      "indirizzo email",
      "correo",
      "courriel",
      "primary email",
      "work email",
      "business email",
      "email 1",
      "e-mail 1 - value",
      "correo electrónico",
      "adresse e-mail",
      "adresse email",
      "adresse mail",
      "e-mail-adresse",
      "emailadresse",
      "e-mailadres",
      "e-post",
      "epost",
    ],
  },
  {
    id: "firstName",
    label: "First name",
    names: [
      "first name",
      "firstname",
      "given name",
      "forename",
      "nome",
      "vorname",
      "prénom",
      "prenom",
      "nombre",
      "first",
      "voornaam",
      "förnamn",
      "fornavn",
      "imię",
      "primeiro nome",
    ],
  },
  {
    id: "lastName",
    label: "Last name",
    names: [
      "last name",
      "lastname",
      "surname",
      "family name",
      "cognome",
      "nachname",
      "nom",
      "apellido",
      "apellidos",
      "last",
      "achternaam",
      "efternamn",
      "efternavn",
      "etternavn",
      "nazwisko",
      "sobrenome",
      "apelido",
    ],
  },
  { id: "name", label: "Full name", names: ["name", "full name", "fullname", "contact", "contact name"] },
  {
    id: "company",
    label: "Company",
    names: [
      "company",
      "company name",
      "organization",
      "organisation",
      "account",
      "employer",
      "azienda",
      "firma",
      "société",
      "entreprise",
      "empresa",
      "account name",
      "organization name",
      "unternehmen",
      "ragione sociale",
      "bedrijf",
      "företag",
    ],
  },
  {
    id: "phone",
    label: "Phone",
    names: [
      "phone",
      "phone number",
      "telephone",
      "tel",
      "mobile",
      "cell",
      "telefono",
      "telefon",
      "téléphone",
      "mobile phone",
      "cell phone",
      "work phone",
      "business phone",
      "phone 1 - value",
      "telefonnummer",
      "handy",
      "teléfono",
      "móvil",
      "portable",
      "cellulare",
      "telefoonnummer",
      "telefone",
      "celular",
    ],
  },
  {
    id: "country",
    label: "Country, by name or code",
    names: ["country", "country code", "paese", "land", "pays", "país", "country/region", "nazione"],
  },
  { id: "timeZone", label: "Time zone", names: ["time zone", "timezone", "tz"] },
  {
    id: "externalId",
    label: "Your own id",
    names: ["id", "external id", "externalid", "customer id", "user id", "contact id", "crm id"],
  },
  { id: "tags", label: "Tags, separated by ;", names: ["tags", "tag", "labels"] },
  {
    id: "bought",
    label: "Products they bought, by key",
    names: ["bought products", "products bought", "purchased products"],
  },
  {
    id: "hasCompeting",
    label: "Products they have a competing one of",
    names: ["has competing", "has competing products", "competing products"],
  },
  { id: "notForThem", label: "Products that are not for them", names: ["not for them", "products not for them"] },
  { id: "skip", label: "Leave out", names: [] },
] as const;

/** The fact each of these fields notes about the products it names. */
export const factOfField = {
  bought: "bought",
  hasCompeting: "has_competing",
  notForThem: "not_for_them",
} as const satisfies Partial<Record<(typeof importFields)[number]["id"], ProductFact>>;

export type ImportFieldId = (typeof importFields)[number]["id"];
export type ImportTarget = ImportFieldId | `attribute:${string}`;

export function isImportTarget(target: string): target is ImportTarget {
  if (target.startsWith("attribute:")) return /^[a-z][a-z0-9_]{0,59}$/.test(target.slice("attribute:".length));
  return importFields.some((field) => field.id === target);
}

/** "Plan Name (2024)" → "plan_name_2024": how a column is called as a field; empty when nothing of it is left. */
export const toAttributeKey = (column: string): string =>
  column
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 60);

/** Where each column most likely goes, by its name: a known field once, else a field of its own, else left out. */
export function suggestMapping(columns: readonly string[]): ImportTarget[] {
  const taken = new Set<ImportTarget>();
  return columns.map((column) => {
    const name = column.trim().toLowerCase().replace(/[_.]+/g, " ");
    const field = importFields.find(({ id, names }) => !taken.has(id) && names.some((known) => known === name));
    const key = toAttributeKey(column);
    const target: ImportTarget =
      field?.id ?? (key === "" || taken.has(`attribute:${key}`) ? "skip" : `attribute:${key}`);
    if (target !== "skip") taken.add(target);
    return target;
  });
}
