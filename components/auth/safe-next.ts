/**
 * Where to go after sign-in, from the address bar: only a path of ours. Anything a browser could read as another host
 * (`//evil`, `/\evil`, a scheme, control characters that it drops) becomes the start.
 */
export function toSafeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return "/";
  return next;
}
