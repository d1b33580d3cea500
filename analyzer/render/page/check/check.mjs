// Looks at HTML reports in Chromium: axe-core on the list and on each document, light and dark, wide and narrow; what the page may
// load; the keyboard; and how fast it is. The exit status is 1 where something is wrong.
//
//	npm install && node check.mjs [--pictures DIR] [--documents N] [--speed] REPORT.html...
//
// CHROMIUM names the browser where it is not /usr/bin/chromium.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: "string" }, documents: { type: "string", default: "20" }, speed: { type: "boolean" } },
});
if (files.length === 0) {
  console.error("node check.mjs [--pictures DIR] [--documents N] [--speed] REPORT.html...");
  process.exit(2);
}

let wrong = 0;
const fail = (where, what) => { wrong++; console.log(`FAIL ${where}: ${what}`); };

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu"] });
for (const file of files) await (options.speed ? measure(file) : look(file));
await browser.close();
console.log(wrong === 0 ? "all is well" : `${wrong} wrong`);
process.exit(wrong === 0 ? 0 : 1);

// open opens a report, and holds that it asks for nothing but itself and breaks no policy.
async function open(file, scheme, width) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  page.on("console", (m) => { if (m.type() === "error") fail(file, m.text()); });
  page.on("pageerror", (e) => fail(file, e.message));
  page.on("request", (r) => { if (!r.url().startsWith("file:") && !r.url().startsWith("data:")) fail(file, `asks for ${r.url()}`); });
  await page.goto(pathToFileURL(path.resolve(file)).href, { timeout: 120000 });
  return page;
}

// look runs axe over every view of a report, and tries its keyboard.
async function look(file) {
  for (const scheme of ["light", "dark"]) for (const width of [360, 1280]) {
    const page = await open(file, scheme, width);
    const all = await page.$$eval("#list tbody a", (list) => list.map((a) => a.hash.slice(1)));
    const views = ["", ...all.slice(0, Number(options.documents))];
    for (const id of views) {
      const where = `${path.basename(file)}#${id} ${scheme} ${width}px`;
      await page.evaluate((hash) => { location.hash = hash; }, id);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await accessible(page, where);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) fail(where, `${over} px wider than the window`);
      await picture(page, `${path.basename(file, ".html")}-${id || "list"}-${scheme}-${width}`);
    }
    await page.close();
  }
  await unpacked(file);
  await linked(file);
  await keyboard(file);
  await paper(file);
}

// linked opens a report at a finding of its last document, as a link in a mail does, and without scripts.
async function linked(file) {
  const page = await open(file, "light", 1280);
  const last = await page.$$eval("#list tbody a", (list) => list.at(-1)?.hash);
  if (last) {
    await page.close();
    const at = await browser.newPage();
    await at.goto(pathToFileURL(path.resolve(file)).href + last, { timeout: 120000 });
    await at.waitForFunction((hash) => document.querySelector(hash)?.checkVisibility() && !document.querySelector("#list").checkVisibility(), { timeout: 20000 }, last)
      .catch(() => fail(file, `a link to ${last} does not open it`));
    await at.close();
  } else await page.close();
  const plain = await browser.newPage();
  await plain.setJavaScriptEnabled(false);
  await plain.goto(pathToFileURL(path.resolve(file)).href + (last ?? ""), { timeout: 120000 });
  const said = await plain.evaluate(() => document.querySelector("main").innerText);
  if (!/where to probe|could not be read|open with scripts|Good to hear/i.test(said)) fail(file, "without scripts it says nothing");
  await plain.close();
}

// unpacked opens every document of a report whose documents are packed, and holds each against what zlib makes of it.
async function unpacked(file) {
  const parts = [...fs.readFileSync(file, "utf8").matchAll(/<script type="application\/octet-stream" id="p(\d+)">([^<]*)<\/script>/g)];
  if (parts.length === 0) return;
  const page = await open(file, "light", 1280);
  for (const [, n, letters] of parts) {
    const want = zlib.inflateRawSync(Buffer.from(letters, "base64")).toString();
    const same = await page.evaluate((n, want) => {
      document.querySelector(`#list a[href="#d${n}"]`).click();
      const is = document.getElementById(`d${n}`), ought = new DOMParser().parseFromString(want, "text/html").body.firstElementChild;
      const said = is && is.outerHTML === ought.outerHTML;
      is?.remove();
      return said;
    }, n, want);
    if (!same) fail(file, `document ${n} does not unpack to what was packed`);
  }
  await page.close();
}

// accessible runs axe on a page whose policy lets nothing in: through the debugger, in a world of its own.
async function accessible(page, where) {
  const frame = page.mainFrame();
  const result = await frame.isolatedRealm().evaluate(async (source) => {
    if (!globalThis.axe) (0, eval)(source);
    const r = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return r.violations.map((v) => ({ id: v.id, impact: v.impact, help: v.help, at: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)), n: v.nodes.length }));
  }, axe);
  for (const v of result) {
    const said = `${v.impact} ${v.id} x${v.n}: ${v.help}\n    ${v.at.join("\n    ")}`;
    if (v.impact === "serious" || v.impact === "critical") fail(where, said);
    else console.log(`note ${where}: ${said}`);
  }
}

async function picture(page, name) {
  if (!options.pictures) return;
  fs.mkdirSync(options.pictures, { recursive: true });
  await page.screenshot({ path: path.join(options.pictures, name + ".png"), fullPage: true, captureBeyondViewport: true });
}

async function paper(file) {
  if (!options.pictures) return;
  for (const format of ["a4", "letter"]) {
    const page = await open(file, "dark", 1280);
    await page.pdf({ path: path.join(options.pictures, `${path.basename(file, ".html")}-${format}.pdf`), format, preferCSSPageSize: false });
    await page.close();
  }
}

// keyboard goes through the page without a mouse.
async function keyboard(file) {
  const page = await open(file, "light", 1280);
  if (!(await page.$(".skip"))) return page.close(); // a sheet, which is read from top to bottom
  const focused = () => page.evaluate(() => document.activeElement.className + " " + document.activeElement.textContent.trim().slice(0, 40));
  await page.keyboard.press("Tab");
  if (!(await focused()).startsWith("skip ")) fail(file, `the first stop is ${await focused()}, not the skip link`);
  if (await page.$("#list")) {
    await page.focus("th:nth-child(3) button");
    await page.keyboard.press("Enter");
    const sorted = await page.$eval("th:nth-child(3)", (th) => th.getAttribute("aria-sort"));
    if (sorted === null || sorted === "none") fail(file, "Enter on a heading of the table does not sort it");
    await page.focus("tbody tr a");
    await page.keyboard.press("Enter");
    if (await page.$eval("#list", (e) => e.checkVisibility())) fail(file, "Enter on a document leaves the list on screen");
    await page.keyboard.press("Escape");
    if (!(await page.$eval("#list", (e) => e.checkVisibility()))) fail(file, "Escape does not lead back to the list");
    const back = await page.evaluate(() => document.activeElement.closest("tbody tr") !== null);
    if (!back) fail(file, `back in the list the focus is on ${await focused()}, not on the document that was open`);
    await page.evaluate(() => { const a = document.querySelector("a.f"); if (a) location.hash = a.closest("article").id; });
  }
  if (await page.$("a.f")) {
    await page.focus("a.f");
    if (!(await page.$eval(".tip", (t) => t.checkVisibility() && t.textContent.includes("Ask:")))) fail(file, "a finding in focus does not show its note");
    const described = await page.$eval("a.f", (a) => document.getElementById(a.getAttribute("aria-describedby"))?.textContent.length > 20);
    if (!described) fail(file, "a finding is not described by its note");
    await page.keyboard.press("Escape");
    if (await page.$eval(".tip", (t) => t.checkVisibility())) fail(file, "Escape does not hide the note");
    if (!(await page.$eval("a.f", (a) => document.activeElement === a && getComputedStyle(a).outlineStyle !== "none"))) fail(file, "the finding in focus has no outline");
  }
  await page.close();
}

// measure tells how fast a report is, from the navigation to it: until something is seen, until the table answers, until a first click on
// it is answered, until all of the file is read; and then how long a user waits for what he does.
async function measure(file) {
  const size = fs.statSync(file).size;
  const rows = [];
  for (let i = 0; i < 5; i++) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.evaluateOnNewDocument(() => {
      window.frame = () => new Promise((done) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); }));
      new PerformanceObserver(async (list) => {
        if (list.getEntriesByName("ready").length === 0) return;
        document.querySelector("th button").click();
        await window.frame();
        window.clicked = performance.now();
      }).observe({ type: "mark" });
    });
    await page.goto(pathToFileURL(path.resolve(file)).href, { timeout: 120000 });
    rows.push(await page.evaluate(async () => {
      const time = async (act) => { const t = performance.now(); act(); await window.frame(); return performance.now() - t; };
      const entry = (name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
      const out = { "first paint": entry("first-contentful-paint"), interactive: entry("ready"), "first click answered": window.clicked, "all read": performance.getEntriesByType("navigation")[0].domInteractive };
      const input = document.querySelector("input[name=words]");
      if (input) {
        const keys = [];
        for (const words of ["c", "cv", "cv-0", "cv-01", "cv-012", "cv-01", ""]) {
          keys.push(await time(() => { input.value = words; input.dispatchEvent(new Event("input", { bubbles: true })); }));
        }
        out["a key in the filter"] = Math.max(...keys);
        out["sort"] = await time(() => document.querySelector("th:nth-child(3) button").click());
        const links = document.querySelectorAll("#list tbody a");
        out["open a document"] = await time(() => links[links.length >> 1].click());
        out["back to the list"] = await time(() => { location.hash = "list"; });
      }
      return out;
    }));
    await page.close();
  }
  console.log(`${path.basename(file)}: ${(size / 1e6).toFixed(1)} MB; median of ${rows.length} runs (worst), ms; load ${os.loadavg().map((l) => l.toFixed(1)).join(" ")}`);
  for (const name of Object.keys(rows[0])) {
    const all = rows.map((r) => r[name]).sort((a, b) => a - b);
    const middle = all[all.length >> 1];
    console.log(`  ${name.padEnd(22)} ${middle.toFixed(0).padStart(6)} (${all.at(-1).toFixed(0)})`);
    if (name === "first click answered" && middle > 1000) fail(file, `a first click is answered after ${middle.toFixed(0)} ms`);
  }
  if (size > 15e6) fail(file, `${size} bytes`);
}
