/** Where in a list that is sorted by position does a position belong? */

/** The first index of a sorted list whose position is not before `position`. */
export function lowerBound(length: number, at: (index: number) => number, position: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
