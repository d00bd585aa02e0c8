import "./enhance";
import "./islands.css";
import { mountAll } from "./mount";
import { islands } from "./registry";

mountAll(document, islands);
