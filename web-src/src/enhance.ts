// All that a page without an island needs, and the first thing that one with islands does.
import { copy } from "./enhance/copy";
import { print } from "./enhance/print";
import { sheets } from "./enhance/sheets";
import { sortable } from "./enhance/sortable";

sheets(document);
sortable(document);
copy(document);
print(document);
