export { parseFlow } from "./flows";
export { type MapFormat, mapFormats, mapOf, type MapOptions } from "./map";
