import { expect, test } from "vitest";
import { find, marked } from "../src/finding";

const ITEMS = [
  { k: "page", t: "Sources", to: "sources/" },
  { k: "cell", t: "Peru", to: "place/peru/", w: "Hikvision · Huawei" },
  { k: "supplier", t: "Huawei", to: "supplier/huawei/" },
  { k: "place", t: "Côte d'Ivoire", to: "place/cote-d-ivoire/", w: "Ivory Coast" },
];
const titles = (asked: string): string[] => find(ITEMS, asked).map((item) => item.t);

test("a title that is asked for comes first, then kinds in their order", () => {
  expect(titles("huawei")).toEqual(["Huawei", "Peru"]);
});

test("every word begins a word, and accents do not matter", () => {
  expect(titles("cote ivoi")).toEqual(["Côte d'Ivoire"]);
  expect(titles("uawei")).toEqual([]);
  expect(titles("  ")).toEqual([]);
});

test("what was asked for is marked", () => {
  expect(marked("Hikvision · Huawei", "hua")).toEqual([
    ["Hikvision · ", false],
    ["Hua", true],
    ["wei", false],
  ]);
  expect(marked("", "hua")).toEqual([]);
});

test("a long text is cut around its first hit", () => {
  const pieces = marked(`${"a ".repeat(200)}Huawei ${"b ".repeat(200)}`, "huawei");
  expect(pieces[0]).toEqual(["… ", false]);
  expect(pieces.at(-1)).toEqual([" …", false]);
  expect(pieces.map(([piece]) => piece).join("").length).toBeLessThan(170);
});
