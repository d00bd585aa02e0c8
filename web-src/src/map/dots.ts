import type { Shape, View } from "./geometry";

/** Below these a place is drawn as a dot: px of extent, px of area. */
export const SMALL_SIZE = 9;
export const SMALL_AREA = 14;

export interface Dot {
  id: string;
  /** Where it is drawn. */
  x: number;
  y: number;
  /** Where the place is. */
  atX: number;
  atY: number;
}

/** Tell whether a place is too small in a view to be seen or hit. */
export function isSmall(shape: Pick<Shape, "size" | "area">, scale: number): boolean {
  return shape.size * scale < SMALL_SIZE || shape.area * scale * scale < SMALL_AREA;
}

/** Return dots for the places that are small in a view, pushed apart to this distance. */
export function dots(shapes: readonly Shape[], view: View, distance: number): Dot[] {
  const made = shapes
    .filter((shape) => isSmall(shape, view.k))
    .map((shape) => {
      const [x, y] = [view.k * shape.x + view.dx, view.k * shape.y + view.dy];
      return { id: shape.id, x, y, atX: x, atY: y };
    });
  return pushApart(made, distance);
}

/** Move dots away from each other until none is nearer than `distance`; the same each time. */
export function pushApart(given: readonly Dot[], distance: number): Dot[] {
  const moved = given.map((dot) => ({ ...dot }));
  for (let round = 0; round < 80; round += 1) {
    let still = true;
    for (const [i, one] of moved.entries()) {
      for (const other of moved.slice(i + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const apart = Math.hypot(dx, dy);
        if (apart >= distance - 0.01) continue;
        still = false;
        const [ux, uy] = apart > 0.01 ? [dx / apart, dy / apart] : [1, 0];
        const step = (distance - apart) / 2;
        one.x -= ux * step;
        one.y -= uy * step;
        other.x += ux * step;
        other.y += uy * step;
      }
    }
    if (still) break;
  }
  return moved;
}

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const WAYS: Record<Direction, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface Point {
  id: string;
  x: number;
  y: number;
}

/** Return the place next to one in a direction; null at the edge. Straight ahead counts as nearer. */
export function neighbour(from: Point, points: readonly Point[], way: Direction): string | null {
  const [wx, wy] = WAYS[way];
  let best: string | null = null;
  let least = Infinity;
  for (const { id, x, y } of points) {
    const ahead = (x - from.x) * wx + (y - from.y) * wy;
    const aside = Math.abs((x - from.x) * wy) + Math.abs((y - from.y) * wx);
    if (id === from.id || ahead <= 0 || aside > ahead * 2.5) continue;
    const far = ahead + 2 * aside;
    if (far < least) [best, least] = [id, far];
  }
  return best;
}
