import { expect, test } from "vitest";
import { span } from "../src/islands/reader";

test("a passage is named by its first and last place", () => {
  expect(span("c=123-187")).toEqual([123, 187]);
});

test("what names no passage has no places", () => {
  expect(span("c=")).toEqual([0, NaN]);
  expect(span("c=a-b")).toEqual([NaN, NaN]);
});
