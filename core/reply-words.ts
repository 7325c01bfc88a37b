/**
 * What people and vacation programs write, in one language. Patterns see text in lower case with straight quotes and
 * single spaces. A further language is one more file and one line in core/reply-languages.
 */
export interface ReplyWords {
  readonly language: string;
  /** Says that somebody is away. */
  readonly outOfOffice: RegExp;
  /** Away, said of oneself, now: enough without any header. */
  readonly iAmAway: RegExp;
  readonly leftCompany: RegExp;
  /** "We have received your message", ticket numbers. */
  readonly acknowledged: RegExp;
  /** The whole new text is a wish to get no more. */
  readonly stopOnly: RegExp;
  /** A sentence that asks for no more mail. */
  readonly stopSentence: RegExp;
  readonly notInterested: RegExp;
  readonly notNow: RegExp;
  readonly referral: RegExp;
  readonly interested: RegExp;
  readonly question: RegExp;
  readonly dates: DateWords;
}

/** Words of dates. Months and weekdays are patterns in order, Monday first. */
export interface DateWords {
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  /** Words for 1 to 12; a pattern may hold several ("one|a|an"). */
  readonly numbers: readonly string[];
  readonly day: string;
  readonly week: string;
  readonly month: string;
  readonly year: string;
  readonly quarter: string;
  readonly tomorrow: string;
  readonly next: string;
  /** "in" of "in two weeks". */
  readonly within: string;
  /** Between day and month: "12 de mayo". */
  readonly of: string;
  /** Before the date somebody is back on. */
  readonly back: RegExp;
  /** Before the last day away. */
  readonly until: RegExp;
  /** Before the first day away: not the date we look for. */
  readonly since: RegExp;
  /** Numbers with slashes are month first for some writers. */
  readonly monthFirst: boolean;
  readonly summer: string;
}
