const BLOCKS = new Set(["P", "H2", "UL", "OL", "LI"]);

/** A stretch of text that is chosen, or the cursor where both are the same, counted as the editor counts (ProseMirror). */
export interface TextPlace {
  readonly anchor: number;
  readonly head: number;
}

/** What is chosen in a text that its editor does not hold yet; null: nothing in it. */
export function placeIn(root: HTMLElement, selection: Selection | null): TextPlace | null {
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || !anchorNode || !focusNode || !root.contains(anchorNode) || !root.contains(focusNode)) return null;
  return {
    anchor: positionIn(root, anchorNode, selection.anchorOffset),
    head: positionIn(root, focusNode, selection.focusOffset),
  };
}

/** The editor's position of a place in the document: a letter and what is one thing count 1, a block's two ends 1 each. */
export function positionIn(root: HTMLElement, node: Node, offset: number): number {
  if (node instanceof Text) return startOf(root, node) + (isInOne(root, node) ? 0 : offset);
  const before = node.childNodes[offset];
  if (before) return startOf(root, before);
  const start = node === root ? 0 : startOf(root, node);
  return start + (isBlock(node) ? 1 : 0) + insideOf(node);
}

function startOf(root: HTMLElement, node: Node): number {
  let position = 0;
  for (let at = node; at !== root; ) {
    for (let sibling = at.previousSibling; sibling; sibling = sibling.previousSibling) position += sizeOf(sibling);
    const parent = at.parentNode;
    if (parent === null) return position;
    if (isBlock(parent) && parent !== root) position += 1;
    at = parent;
  }
  return position;
}

const isOne = (node: Node): boolean => node instanceof Element && node.hasAttribute("data-one");
const isBlock = (node: Node): boolean => node instanceof Element && BLOCKS.has(node.tagName);
const isInOne = (root: HTMLElement, node: Node): boolean => {
  const one = node.parentElement?.closest("[data-one]");
  return one !== null && one !== undefined && root.contains(one);
};

function sizeOf(node: Node): number {
  if (isOne(node)) return 1;
  if (node instanceof Text) return node.data.length;
  return insideOf(node) + (isBlock(node) ? 2 : 0);
}

const insideOf = (node: Node): number => [...node.childNodes].reduce((sum, child) => sum + sizeOf(child), 0);
