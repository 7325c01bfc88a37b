/** Currencies without a smaller unit: their amounts are whole already. UGX and ISK are told in hundredths all the same. */
const WHOLE = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THOUSANDTHS = new Set("bhd jod kwd omr tnd".split(" "));

/** An amount as Stripe tells it, in the currency's smallest unit, in whole units (docs.stripe.com/currencies). */
export function toWholeUnits(minor: number | null | undefined, currency: string | null | undefined): number | null {
  if (minor == null) return null;
  const code = (currency ?? "").toLowerCase();
  if (WHOLE.has(code)) return minor;
  return minor / (THOUSANDTHS.has(code) ? 1_000 : 100);
}
