/** Stands in browsers for d3-color: nothing here moves from one colour to another, and React Flow and the charts bring it along. */
const none = (): null => null;

export { none as color, none as cubehelix, none as hcl, none as hsl, none as lab, none as rgb };
