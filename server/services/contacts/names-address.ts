/** What stands before an address that is one of its own: no letter of a longer one. In JSON a line may end there. */
const BEFORE = "(^|[^[:alnum:]._%+''-]|(^|[^[:alnum:]])''|\\\\[bfnrt]|\\\\u[0-9a-f]{4})";
/** What stands behind it; a sentence may end there. */
const AFTER = "($|[^[:alnum:].-]|\\.($|[^[:alnum:]]))";

/**
 * SQL: whether a text in small letters holds an address (`ann@acme.example`), and not only one that is longer
 * (`joann@acme.example`). Both are expressions.
 */
export const namesAddress = (text: string, emailKey: string): string =>
  `(position(${emailKey} in ${text}) > 0
    and ${text} ~ ('${BEFORE}' || regexp_replace(${emailKey}, '([^[:alnum:]])', '\\\\\\1', 'g') || '${AFTER}'))`;
