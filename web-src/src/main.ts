import "./islands.css";
import { start } from "./registry";

start(document);
