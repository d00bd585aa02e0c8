import { geoEqualEarth, geoPath, type GeoProjection } from "d3-geo";
import type { MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import { word } from "../texts";
import type { World } from "../world";

/** Drawings are made once at this size; a view scales them. */
export const WIDTH = 960;
export const HEIGHT = 468;

export interface Shape {
  id: string;
  name: string;
  contested: boolean;
  path: string;
  x: number;
  y: number;
  /** Extent and area as drawn, in px. */
  size: number;
  area: number;
}

export interface ContestedArea {
  id: string;
  name: string;
  path: string;
}

export interface Drawing {
  shapes: Shape[];
  areas: ContestedArea[];
  sphere: string;
  project: (point: [number, number]) => [number, number];
}

/** Draw the world once. */
export function draw(world: World): Drawing {
  const land = feature(world, world.objects.countries);
  const projection: GeoProjection = geoEqualEarth().fitExtent(
    [
      [2, 2],
      [WIDTH - 2, HEIGHT - 2],
    ],
    land,
  );
  const path = geoPath(projection).digits(2);
  const shapes = land.features.map((one) => {
    const [[left, top], [right, bottom]] = path.bounds(one);
    const [x, y] = path.centroid(biggest(one.geometry as Polygon | MultiPolygon, path.area));
    return {
      id: one.properties.a3,
      name: one.properties.name,
      contested: one.properties.contested === true,
      path: path(one) ?? "",
      x,
      y,
      size: Math.max(right - left, bottom - top),
      area: path.area(one),
    };
  });
  const project = (point: [number, number]): [number, number] => projection(point) ?? [0, 0];
  const areas = world.contested.map(({ id, name, ring }) => ({
    id,
    name,
    path: `M${ring.map((point) => project(point).map((n) => n.toFixed(2)).join(",")).join("L")}Z`,
  }));
  return { shapes, areas, sphere: path({ type: "Sphere" }) ?? "", project };
}

/** Return the largest part of a shape: a dot belongs on the main island. */
function biggest(shape: Polygon | MultiPolygon, area: (part: Polygon) => number): Polygon {
  if (shape.type === "Polygon") return shape;
  const parts = shape.coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return parts.reduce((most, part) => (area(part) > area(most) ? part : most));
}

/** Scale and shift of a drawing: a point is at `k * x + dx`. */
export interface View {
  k: number;
  dx: number;
  dy: number;
}

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

export const CLOSEST = 24;

/** Parts of the world to go to, by the words on their buttons. */
export const REGIONS: readonly (readonly [string, Box])[] = [
  [word("Africa"), [-19, -35.5, 52, 37.5]],
  [word("Americas"), [-128, -56, -33, 60]],
  [word("Caribbean"), [-90, 8, -58, 28]],
  [word("East Asia & Pacific"), [92, -46, 180, 54]],
  [word("Europe"), [-12, 34, 46, 66]],
  [word("Gulf"), [42, 15, 62, 33]],
  [word("Middle East"), [24, 12, 64, 43]],
  [word("South & Central Asia"), [58, 4, 98, 56]],
  [word("Southeast Asia"), [91, -11, 142, 24]],
];

/** Return the view that shows the whole drawing in a box of this size. */
export function whole(width: number, height: number): View {
  const k = Math.min(width / WIDTH, height / HEIGHT);
  return { k, dx: (width - k * WIDTH) / 2, dy: (height - k * HEIGHT) / 2 };
}

/** Return the view that fits a part of the world into a box of this size. */
export function fit(box: Box, project: Drawing["project"], width: number, height: number): View {
  const [west, south, east, north] = box;
  const points: [number, number][] = [];
  for (let step = 0; step <= 8; step += 1) {
    const lon = west + ((east - west) * step) / 8;
    const lat = south + ((north - south) * step) / 8;
    points.push(project([lon, south]), project([lon, north]), project([west, lat]), project([east, lat]));
  }
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(width / (right - left), height / (bottom - top));
  return bounded(
    { k, dx: width / 2 - (k * (left + right)) / 2, dy: height / 2 - (k * (top + bottom)) / 2 },
    width,
    height,
  );
}

/** Return the view zoomed by a factor about a point of the box. */
export function zoomed(view: View, factor: number, x: number, y: number, width: number, height: number): View {
  const least = whole(width, height).k;
  const k = Math.min(Math.max(view.k * factor, least), least * CLOSEST);
  const change = k / view.k;
  return bounded({ k, dx: x - (x - view.dx) * change, dy: y - (y - view.dy) * change }, width, height);
}

/** Keep the drawing in the box: no side may leave an edge, and what is smaller is centred. */
export function bounded(view: View, width: number, height: number): View {
  const side = (shift: number, length: number, room: number): number =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, shift));
  return { k: view.k, dx: side(view.dx, view.k * WIDTH, width), dy: side(view.dy, view.k * HEIGHT, height) };
}
