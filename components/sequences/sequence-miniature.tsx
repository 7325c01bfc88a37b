import { drawGraph } from "@/components/canvas/draw-graph";
import { linePath } from "@/components/canvas/line-path";
import { toneOf } from "@/components/canvas/tones";
import { cn } from "@/components/ui/cn";
import { type Graph, nodesOf } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";

const card = { width: 268, height: 84 };
const pill = { width: 268, height: 52 };

/** The real graph, small: cards as shapes in their colours, lines as they run. A picture, spoken by its label. */
export function SequenceMiniature({
  graph,
  label,
  className = "h-44",
}: {
  graph: Graph;
  label: string;
  className?: string;
}) {
  const sizeOf = (kind: string) => (nodeTypeOf(kind)?.shape === "pill" ? pill : card);
  const { places, lines } = drawGraph(graph, (node) => sizeOf(node.kind));
  const all = nodesOf(graph).flatMap((node) => {
    const place = places.get(node.id);
    return place ? [{ node, ...place, ...sizeOf(node.kind) }] : [];
  });
  const left = Math.min(...all.map(({ x }) => x)) - 40;
  const right = Math.max(...all.map(({ x, width }) => x + width)) + 40;
  const bottom = Math.max(...all.map(({ y, height }) => y + height)) + 40;
  const arrivals = new Map<string, number>();
  for (const { to, back } of lines) if (to !== null && !back) arrivals.set(to, (arrivals.get(to) ?? 0) + 1);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${left} -40 ${right - left} ${bottom + 40}`}
      className={cn("w-full", className)}
      preserveAspectRatio="xMidYMid meet"
    >
      {lines.map((line) => {
        const from = places.get(line.from);
        const to = line.to === null || line.back ? undefined : places.get(line.to);
        const source = all.find(({ node }) => node.id === line.from);
        const target = all.find(({ node }) => node.id === line.to);
        if (!from || !to || !source || !target) return null;
        const { path } = linePath({
          fromX: from.x + (source.width * (line.tab + 0.5)) / line.tabs,
          fromY: from.y + source.height,
          toX: to.x + target.width / 2,
          toY: to.y,
          lane: Math.floor((line.tabs - 1) / 2 - Math.abs(line.tab - (line.tabs - 1) / 2)),
          alone: arrivals.get(target.node.id) === 1,
          viaX: line.laneX,
        });
        return <path key={line.id} d={path} fill="none" stroke="var(--color-line2)" strokeWidth={6} />;
      })}
      {all.map(({ node, x, y, width, height }) => {
        const tone = toneOf(nodeTypeOf(node.kind)?.tone ?? "ink");
        const ink = tone === "neutral" ? "ink2" : tone;
        const fill = tone === "neutral" ? "surface" : `${tone}-tint`;
        return (
          <rect
            key={node.id}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={height === pill.height ? height / 2 : 18}
            fill={`var(--color-${fill})`}
            stroke={`var(--color-${ink})`}
            strokeWidth={4}
          />
        );
      })}
    </svg>
  );
}
