import { word } from "../texts";

/** The word for each state of a technology; the sign beside it is Mark.svelte. */
const WORDS: Record<string, string> = {
  recorded: word("recorded"),
  deployed: word("in use"),
  contracted: word("contracted"),
  contested: word("contested"),
  trial: word("trial"),
  planned: word("planned"),
  single: word("one origin only"),
  ended: word("ended"),
  denied: word("denied"),
};

export function stateWord(state: string): string {
  return WORDS[state] ?? state;
}
