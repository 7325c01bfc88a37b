/**
 * SQL: what is due up to this instant is due now. Columns keep instants to the millisecond, rounded (`timestamp(3)`): one that
 * was written as `now()` may lie half of one ahead of whoever asks right after.
 */
export const DUE_BY = "now() + interval '1 millisecond'";
