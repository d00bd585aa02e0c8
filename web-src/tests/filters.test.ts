import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COUNTED, matches, parse, size, written, type PlaceRow } from "../src/filters";

interface Fixture {
  counted: string[];
  rows: PlaceRow[];
  vectors: { query: string; written: string; places: string[] }[];
}

const path = new URL("../../tests/fixtures/filters.json", import.meta.url);
const { counted, rows, vectors } = JSON.parse(readFileSync(path, "utf8")) as Fixture;

describe("the vectors that Python is held to as well", () => {
  test("the same states count", () => expect(COUNTED).toEqual(counted));
  test.each(vectors)("$query", ({ query, written: expected, places }) => {
    const chosen = parse(query);
    expect(rows.filter((row) => matches(chosen, row)).map((row) => row.id)).toEqual(places);
    expect(written(chosen)).toBe(expected);
    expect(parse(written(chosen))).toEqual(chosen);
  });
});

test("what counts is the edition's to say", () => {
  const planned = rows.filter((row) => matches(parse("technology=facial_recognition"), row, ["planned"]));
  expect(planned.map((row) => row.id)).toEqual(["III"]);
});

test("conditions are counted one by one", () => {
  expect(size(parse("technology=a&technology=b&region=X&colour=red"))).toBe(3);
});
