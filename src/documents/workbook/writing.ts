export { writeCsv, writeExport } from "./export.ts";
export { writeTemplate } from "./template.ts";
