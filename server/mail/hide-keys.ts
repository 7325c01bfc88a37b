/** A signed token of ours in an address: what opens a door for the recipient of a mail. */
const KEY = /(\/(?:o|c|unsubscribe|preferences|file|confirm)\/)[\w.-]+\.[\w-]{22}(?![\w-])/g;

/** The text of a mail as colleagues may see it: its links do nothing in its recipient's name. */
export const hideKeys = (text: string): string => text.replace(KEY, "$1…");
