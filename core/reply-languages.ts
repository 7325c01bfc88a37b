import { otherDates } from "@/core/reply-dates-other";
import type { DateWords, ReplyWords } from "@/core/reply-words";
import { germanWords } from "@/core/reply-words-de";
import { englishWords } from "@/core/reply-words-en";
import { spanishWords } from "@/core/reply-words-es";
import { frenchWords } from "@/core/reply-words-fr";

/** The languages replies are read in. English first: it is what most automatic texts fall back to. */
export const replyLanguages: readonly ReplyWords[] = [englishWords, germanWords, frenchWords, spanishWords];

/** Lower case, straight quotes, single spaces: the form the patterns expect. Line ends stay for sentence splitting. */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2018\u2019\u201b\u00b4`\u02bc]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "")
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}

/** Frequent words that tell the languages apart in a short mail. */
const TELLTALES: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|and|you|your|for|with|will|not|is|are|have|this|thanks?|please|i'm|we|my|me|to|of|no|yes)\b/g,
  de: /(?<![\p{L}])(?:und|der|die|das|nicht|ich|wir|sie|ihr|ihre|mit|für|ist|sind|bitte|danke|kein|keine|auf|mich|im|zu|gerne?|leider|ja|nein|am|bis)(?![\p{L}])/gu,
  fr: /(?<![\p{L}])(?:le|la|les|des|et|vous|votre|nous|notre|je|est|pas|pour|avec|merci|bonjour|une?|du|au|ne|sur|cordialement|oui|non|suis|plus|de)(?![\p{L}])/gu,
  es: /(?<![\p{L}])(?:el|los|las|que|con|para|por|una?|no|gracias|hola|su|sus|nos|es|estoy|está|le|lo|saludos|usted|sí|ya|me|de|favor|del)(?![\p{L}])/gu,
};

const scoreOf = (folded: string, telltale: RegExp | undefined): number =>
  telltale === undefined ? 0 : (folded.match(telltale)?.length ?? 0);

/** The language a text is most likely in, and the others behind it. Ties go to the order of the list. */
export function orderLanguages(folded: string): ReplyWords[] {
  return replyLanguages
    .map((words, index) => ({ words, index, score: scoreOf(folded, TELLTALES[words.language]) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ words }) => words);
}

/** Words of dates in the same order; before them those of a language replies are not fully read in, where the text is in it. */
export function orderDates(folded: string): DateWords[] {
  const languages = orderLanguages(folded);
  const most = scoreOf(folded, TELLTALES[languages[0]?.language ?? ""]);
  const other = otherDates
    .map(({ telltale, dates }) => ({ dates, score: scoreOf(folded, telltale) }))
    .filter(({ score }) => score > most)
    .sort((a, b) => b.score - a.score);
  return [...other, ...languages].map(({ dates }) => dates);
}
