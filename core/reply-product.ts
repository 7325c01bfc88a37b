import { foldText } from "@/core/reply-languages";

/** A fact about a product that a person states in a reply. */
export interface StatedFact {
  readonly productId: string;
  readonly fact: "bought" | "has_competing";
  /** The very words. */
  readonly seen: string;
}

const SENTENCE = /[^.!?;\n]+[.!?]*/g;
const DENIED =
  /\b(?:not|never|n't|cannot|no plans?|if|when|before|would|could|should|nicht|noch nie|wenn|falls|pas|jamais|si|no|nunca)\b|n't\b/;
/** They have it: bought, ordered, in use, customers of ours. */
const HAVE =
  /\b(?:we|i|they)(?:'ve| have)? (?:already |just |recently |actually )*(?:bought|purchased|ordered|subscribed|signed up|upgraded)\b|\b(?:we|i)(?:'ve| have)? already (?:have|own|got|use|been using|using)\b|\balready (?:bought|purchased|ordered|a customer|customers?|own)\b|\b(?:bereits|schon) (?:\p{L}+ ){0,3}(?:gekauft|bestellt|erworben|kunden?|im einsatz)\b|\bhaben .{0,30}(?:bereits|schon)\b.{0,30}(?:gekauft|bestellt|erworben)|\b(?:avons|ai) d[ée]j[àa] (?:\p{L}+ ){0,2}(?:achet[ée]|command[ée]|pris)|\bd[ée]j[àa] clients?\b|\bya (?:lo |la |los )?(?:hemos|he|tenemos|tengo) (?:comprado|pedido)?|\bya (?:somos|soy) clientes?\b/u;
/** Something else serves them. */
const OTHER =
  /\b(?:something|anything|someone|somebody) else\b|\b(?:an)?other (?:tool|product|vendor|supplier|provider|solution|system|company|one)\b|\b(?:a |your )?competitor|\bdifferent (?:tool|product|vendor|supplier|provider|solution|system)\b|\bin-house\b|\bour own (?:tool|solution|system)\b|\b(?:etwas anderes|andere(?:n|s|r)? (?:l[öo]sung|anbieter|produkt|tool)|mitbewerber|konkurrenz)\b|\bautre (?:outil|produit|solution|fournisseur|chose)\b|\botr[oa] (?:herramienta|producto|soluci[óo]n|proveedor|cosa)\b/u;
const HAVE_OTHER =
  /\b(?:use|using|have|went|gone|chose|chosen|signed|work(?:ing)?|happy|bought|opted|nutzen|verwenden|haben|einsatz|entschieden|utilisons|avons|choisi|usamos|tenemos|elegido)\b/u;

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Products a reply says they have ("we have already bought Pro"), and those they have something else for. `promoted` are the
 * products the answered mail promotes: "it" means those. Denials, conditions and questions state nothing. Pure.
 */
export function readStatedFacts(
  newText: string,
  products: readonly { readonly id: string; readonly name: string }[],
  promoted: readonly string[],
): StatedFact[] {
  const found = new Map<string, StatedFact>();
  const note = (productId: string, fact: StatedFact["fact"], seen: string) => {
    if (!found.has(productId)) found.set(productId, { productId, fact, seen: seen.slice(0, 200) });
  };
  for (const sentence of foldText(newText).slice(0, 8_000).match(SENTENCE) ?? []) {
    const text = sentence.trim();
    if (text.endsWith("?") || DENIED.test(text)) continue;
    if (OTHER.test(text) && HAVE_OTHER.test(text)) {
      for (const id of promoted) note(id, "has_competing", text);
      continue;
    }
    if (!HAVE.test(text)) continue;
    const named = products.filter(({ name }) => names(text, name)).map(({ id }) => id);
    for (const id of named.length > 0 ? named : promoted) note(id, "bought", text);
  }
  return [...found.values()];
}

function names(text: string, name: string): boolean {
  const folded = foldText(name);
  return (
    folded.length > 1 && new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(folded)}(?![\\p{L}\\p{N}])`, "u").test(text)
  );
}
