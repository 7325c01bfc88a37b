import { stableFraction, stableHash } from "@/core/stable-hash";
import { namesOf, type SeedCompany, seedCompanies, seedNames } from "@/server/seed/companies-data";

/** Where a contact came from: also the file they were imported with and the basis for writing to them. */
export type Origin = "customer" | "website" | "fair" | "network";

export interface SeedContact {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  readonly company: SeedCompany;
  readonly origin: Origin;
  readonly hamburg: boolean;
}

const PEOPLE = 200;
const ROLES = ["Site manager", "Owner", "Planner", "Office manager", "Foreman", "Head of operations", "Bookkeeper"];
/** Of every ten. */
const ORIGINS: readonly Origin[] = [
  "customer",
  "website",
  "website",
  "fair",
  "customer",
  "website",
  "fair",
  "website",
  "customer",
  "network",
];

/** People the pictures and stories speak of. */
const known: Readonly<
  Record<number, { firstName: string; lastName: string; company: string; origin: Origin; role: string }>
> = {
  0: { firstName: "Orla", lastName: "Byrne", company: "byrnebuild.example", origin: "customer", role: "Owner" },
  1: { firstName: "Priya", lastName: "Nair", company: "sahyadri.example", origin: "website", role: "Planner" },
  2: { firstName: "Tom", lastName: "Okafor", company: "airevalley.example", origin: "website", role: "Site manager" },
};

/** The same two hundred people each time. */
export function castPeople(): SeedContact[] {
  const taken = new Set<string>();
  const people: SeedContact[] = [];
  for (let n = 0; people.length < PEOPLE; n += 1) {
    const person = castOne(n, people.length);
    if (taken.has(person.email)) continue;
    taken.add(person.email);
    people.push(person);
  }
  return people;
}

function castOne(n: number, index: number): SeedContact {
  const star = known[n];
  const company =
    seedCompanies.find(({ domain }) => domain === star?.company) ?? pick(seedCompanies, companyOf(n, index));
  const [first = "", last = ""] = seedNames[namesOf[company.country] ?? "western"] ?? ["", ""];
  const firstName = star?.firstName ?? pick(first.split(" "), stableHash(`first ${n}`));
  const lastName = star?.lastName ?? pick(last.split(" "), stableHash(`last ${n}`));
  return {
    email: `${plain(firstName)}.${plain(lastName)}@${company.domain}`,
    firstName,
    lastName,
    role: star?.role ?? pick(ROLES, stableHash(`role ${n}`)),
    company,
    origin: star?.origin ?? pick(ORIGINS, index),
    hamburg: ["Hamburg", "Lübeck", "Lüneburg", "Bremen"].includes(company.city),
  };
}

/** Everybody's company has somebody; those near the shop have more. */
const companyOf = (n: number, index: number): number =>
  index < seedCompanies.length
    ? index
    : stableFraction(`near ${n}`) < 0.4
      ? stableHash(`hh ${n}`) % 8
      : stableHash(`co ${n}`);

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("an empty list to pick from");
  return item;
}

const LETTERS: Readonly<Record<string, string>> = { ø: "o", æ: "ae", ß: "ss", ł: "l", đ: "d" };

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z]/g, (sign) => LETTERS[sign] ?? "");
