import { describe, expect, test } from "vitest";
import { parse } from "../src/filters";
import { command } from "../src/islands/number";

describe("the call that counts the same", () => {
  test.each([
    ["", "sousveil count aigs-2019"],
    [
      "technology=facial_recognition&origin=CHN&among=bri",
      "sousveil count aigs-2019 --having technology=facial_recognition --having origin=CHN --among bri",
    ],
    ["region=AF", "sousveil count aigs-2019 --among AF"],
    ["region=AF&region=MENA", undefined],
    ["status=planned", undefined],
    ["supplier=a;rm", undefined],
  ])("%s", (query, call) => expect(command(parse(query), false, "aigs-2019")).toBe(call));

  test("no call is named for what the rows cannot answer", () => {
    expect(command(parse("origin=CHN"), true, "aigs-2019")).toBeUndefined();
  });
});
