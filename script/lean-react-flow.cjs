const parts = ["Background", "Controls", "MiniMap", "MiniMapNode", "NodeResizeControl", "NodeResizer"];
/** What only those are made of. */
const inner = ["MiniMapNodes$1", "NodeComponentWrapper"];

/**
 * For the build: takes the parts of React Flow out that nobody here draws with. A bundler keeps them, because making them calls
 * `memo` and gives them names. Who imports one of them is told by the build that there is no such export.
 */
module.exports = (source) =>
  source
    .replace(/^\w+\.displayName = '\w+';$/gm, "")
    .replace(/^(?:const|var) ([\w$]+) = memo\(\w+\);$/gm, (made, name) =>
      parts.includes(name) || inner.includes(name) ? "" : made,
    )
    .replace(/^export \{ Background,.*\};$/m, (names) =>
      parts.reduce((left, name) => {
        if (!left.includes(` ${name},`)) throw new Error(`React Flow has no ${name} any more: see to these lists`);
        return left.replace(` ${name},`, "");
      }, names),
    );
