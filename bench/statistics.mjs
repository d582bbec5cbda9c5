// The few statistics that the tables need.

/** The middle of some numbers, or the mean of the two in the middle; `NaN` of none. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
}

/** How far half of the numbers are from their median at most: robust against the one run that something disturbed. */
export function spread(numbers) {
  const middle = median(numbers);
  return median(numbers.map((number) => Math.abs(number - middle)));
}

/** A copy that starts elsewhere in each round, so that nobody always runs first or after the same neighbour. */
export function rotated(list, round) {
  const start = list.length === 0 ? 0 : (round * 7) % list.length;
  const turned = [...list.slice(start), ...list.slice(0, start)];
  return round % 2 === 0 ? turned : turned.reverse();
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
