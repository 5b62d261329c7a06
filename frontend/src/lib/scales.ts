import { scaleLinear, type ScaleLinear } from "d3-scale";

export type Scale = ScaleLinear<number, number>;

/** From values to pixels. Where all values are one there is no span to share out: that one stands at the beginning. */
export function linear([from, to]: readonly [number, number], range: readonly [number, number]): Scale {
  return scaleLinear(from === to ? [from, from + 1] : [from, to], range);
}
