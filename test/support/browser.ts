import { existsSync } from "node:fs";
import { type Browser, chromium as driver } from "playwright-core";

/** A real browser: the system's Chromium where there is one, else the one from npm with its own libraries. */
export async function openBrowser(): Promise<Browser> {
  const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
  if (installed !== undefined) return driver.launch({ executablePath: installed, args: ["--no-sandbox"] });
  // It unpacks its libraries only where it believes that it runs on a function host; it looks while it is loaded.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  const { default: packed } = await import("@sparticuz/chromium");
  return driver.launch({
    executablePath: await packed.executablePath(),
    args: ["--no-sandbox", "--disable-gpu"],
    headless: true,
  });
}
