import { copy } from "./enhance/copy";
import { print } from "./enhance/print";
import { sheets } from "./enhance/sheets";
import { sortable } from "./enhance/sortable";
import "./islands.css";
import { mountAll } from "./mount";
import { islands } from "./registry";

sheets(document);
sortable(document);
copy(document);
print(document);
mountAll(document, islands);
