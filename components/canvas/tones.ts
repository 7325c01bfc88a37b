import type { GlyphTone } from "@/components/ui/glyph";
import type { Tone } from "@/core/node-type";

/** Core speaks of ink, the look of neutral. */
export const toneOf = (tone: Tone): GlyphTone => (tone === "ink" ? "neutral" : tone);
