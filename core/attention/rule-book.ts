import type { CapRule, RuleScope, TouchFilter } from "./rule";

/** Rules that divide touches alike and count the same ones share a shelf of counters, one for each value. */
export interface ShelfKind {
  /** How it divides; which value a rule is fixed to does not matter here. */
  readonly scope: RuleScope;
  readonly counts: TouchFilter | null;
  /** What it counts, in one word. */
  readonly countsKey: string;
}

/** A rule with the number of its shelf. */
export interface BookRule {
  readonly kind: "cap" | "own_choice" | "cold_topic" | "company";
  readonly rule: CapRule;
  readonly shelf: number;
}

/** Rules in the order they are asked, sorted into shelves. */
export interface RuleBook {
  readonly rules: readonly BookRule[];
  readonly shelves: readonly ShelfKind[];
}

const books = new WeakMap<readonly CapRule[], RuleBook>();

/** The rules of a workspace, sorted once for as long as their list lives. */
export function bookOf(rules: readonly CapRule[]): RuleBook {
  const known = books.get(rules);
  if (known !== undefined) return known;
  const shelves: ShelfKind[] = [];
  const sorted = rules.map((rule) => shelve(shelves, rule.scope.kind === "company" ? "company" : "cap", rule));
  const book: RuleBook = { rules: sorted, shelves };
  books.set(rules, book);
  return book;
}

/** The book of one person: its own choice before the workspace's rules, those of cold topics behind them. */
export function personalBook(book: RuleBook, own: CapRule | null, cold: readonly CapRule[]): RuleBook {
  if (own === null && cold.length === 0) return book;
  const shelves = [...book.shelves];
  const before = own === null ? [] : [shelve(shelves, "own_choice", own)];
  return { rules: [...before, ...book.rules, ...cold.map((rule) => shelve(shelves, "cold_topic", rule))], shelves };
}

/** Adds a shelf where none fits. */
function shelve(shelves: ShelfKind[], kind: BookRule["kind"], rule: CapRule): BookRule {
  const { scope, counts } = rule;
  const countsKey = counts === null ? "" : JSON.stringify(counts);
  let shelf = 0;
  while (shelf < shelves.length && !fits(shelves[shelf], scope.kind, countsKey)) shelf += 1;
  if (shelf === shelves.length) shelves.push({ scope, counts, countsKey });
  return { kind, rule, shelf };
}

const fits = (shelf: ShelfKind | undefined, kind: RuleScope["kind"], countsKey: string): boolean =>
  shelf?.scope.kind === kind && shelf.countsKey === countsKey;
