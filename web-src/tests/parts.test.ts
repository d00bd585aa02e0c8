import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { csv } from "../src/csv";
import { compare } from "../src/enhance/order";
import { filters, parse, written } from "../src/filters";
import { connected } from "../src/islands/connected";
import { addTo, without } from "../src/islands/form";
import { stateWord } from "../src/map/states";
import { link } from "../src/page";
import { translator } from "../src/texts";

describe("texts", () => {
  test("what is missing stays English, and braces are filled", () => {
    const t = translator({ Close: "Fermer" }, "fr");
    expect([t("Close"), t("{count} of {total}", { count: 3, total: 75 })]).toEqual(["Fermer", "3 of 75"]);
  });
  test.each([
    ["en", 0, "0 technologies"],
    ["en", 1, "1 technology"],
    ["fr", 0, "0 technology"],
    ["fr-CA", 2, "2 technologies"],
  ])("%s has the right number for %i", (language, n, words) => {
    expect(translator({}, language)("{n} technology|{n} technologies", { n })).toBe(words);
  });
  test("a brace without a value stays", () => expect(translator({}, "en")("{n} of {m}", { n: 1 })).toBe("1 of {m}"));
});

describe("csv", () => {
  test("quotes what has to be quoted", () => {
    expect(csv([["id", 'a "b"'], ["x,y", "two\nlines"]])).toBe('id,"a ""b"""\r\n"x,y","two\nlines"\r\n');
  });
  test.each([
    ["=1+1", "'=1+1"],
    ["@sum", "'@sum"],
    ["+49 30", "'+49 30"],
    ["-12.5", "-12.5"],
    ["+3", "+3"],
    ["-", "'-"],
    ["Malta", "Malta"],
  ])("%s is written %s", (text, expected) => expect(csv([[text]])).toBe(`${expected}\r\n`));
});

describe("order in a table", () => {
  test("numbers before words, empty cells last", () => {
    const sorted = ["Peru", "", "1,200", "12 %", "−3", "Åland", "9"].toSorted((a, b) => compare(a, b, "en"));
    expect(sorted).toEqual(["−3", "9", "12 %", "1,200", "Åland", "Peru", ""]);
  });
});

describe("what is connected in a flow", () => {
  const ends = [
    { from: "CHN", to: "huawei" },
    { from: "JPN", to: "nec" },
    { from: "huawei", to: "AF" },
    { from: "huawei", to: "EUR" },
    { from: "nec", to: "EUR" },
  ];
  test.each([
    ["CHN", ["AF", "CHN", "EUR", "huawei"], [0, 2, 3]],
    ["EUR", ["CHN", "EUR", "JPN", "huawei", "nec"], [0, 1, 3, 4]],
    ["nec", ["EUR", "JPN", "nec"], [1, 4]],
  ])("with %s", (id, nodes, links) => {
    const found = connected([id], ends);
    expect([...found.nodes].sort()).toEqual(nodes);
    expect([...found.links].sort()).toEqual(links);
  });
  test("a circle ends", () => {
    const round = [{ from: "a", to: "b" }, { from: "b", to: "a" }];
    expect(connected(["a"], round).links.size).toBe(2);
  });
});

describe("addresses of filters", () => {
  test.each([
    ["../x/index.html", "a=b", "../x/index.html?a=b"],
    ["../x/index.html?old=1#top", "a=b", "../x/index.html?a=b#top"],
    ["x.csv?old=1", "", "x.csv"],
    ["", "a=b", "?a=b"],
  ])("%s with %s", (address, query, expected) => expect(addTo(address, query)).toBe(expected));

  test("one value is taken out, the others stay", () => {
    expect(written(without(parse("origin=CHN&origin=JPN&region=AF"), "origin", "CHN"))).toBe("origin=JPN&region=AF");
  });
  test("values are cleaned in one place", () => {
    expect(filters((key) => (key === "origin" ? [" chn", "", "CHN"] : [])).origin).toEqual(["CHN"]);
  });
});

test("every state that Python knows has words, and an unknown one is its own", () => {
  const python = readFileSync(new URL("../../src/sousveil/web/filters.py", import.meta.url), "utf8");
  const states = [.../STATES = \(([^)]*)\)/.exec(python)![1]!.matchAll(/"(\w+)"/g)].map((found) => found[1]!);
  expect(states.length).toBeGreaterThan(8);
  expect(new Set(states.map(stateWord)).size).toBe(states.length);
  expect([stateWord("deployed"), stateWord("other")]).toEqual(["in use", "other"]);
});

test.each([
  ["../../", "place/kenya/", "../../place/kenya/index.html"],
  ["../../", "number/x/?a=b#c", "../../number/x/index.html?a=b#c"],
  ["", "", "index.html"],
  ["../", "figure/map.csv?a=b", "../figure/map.csv?a=b"],
])("from %s to %s", (root, address, expected) => expect(link(root, address)).toBe(expected));
