// Builds the parts of plotly.js that the studio draws with into static/, with their licences and hashes.
// `make charts-library` runs it; what it makes is committed, so that nobody else needs Node.

import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const esbuild = require("esbuild");
const { environmentPlugin } = require("esbuild-plugin-environment");
const { glsl } = require("esbuild-plugin-glsl");
const inlineCss = require("esbuild-plugin-inline-css");

const here = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(read("node_modules/plotly.js/package.json"));
const served = join(here, "../../static");
const folder = join(here, "node_modules/.built");

// The style of maps comes with the core, and no chart here is a map.
const withoutMaps = {
  name: "without-maps",
  setup(build) {
    build.onLoad({ filter: /maplibre-gl\.css$/ }, () => ({ contents: "", loader: "js" }));
  },
};

function read(path) {
  return readFileSync(join(here, path), "utf8");
}

// Only a file named as a licence is one; a package without it says its licence in package.json.
function licence(path) {
  const { name, version, license, author } = JSON.parse(read(`${path}/package.json`));
  const file = readdirSync(join(here, path)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? read(`${path}/${file}`) : `${license}\n${author?.name ?? author ?? ""}`;
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

rmSync(folder, { recursive: true, force: true });
const { metafile } = await esbuild.build({
  absWorkingDir: here,
  entryPoints: ["plotly.js", "gl.js"],
  outdir: folder,
  format: "esm",
  splitting: true,
  chunkNames: "shared",
  bundle: true,
  minify: true,
  legalComments: "none",
  metafile: true,
  target: "es2018",
  alias: { regl: "@plotly/regl", stream: "stream-browserify" },
  define: { global: "window", "define.amd": "false" },
  plugins: [withoutMaps, inlineCss(), glsl({ minify: true }), environmentPlugin({ NODE_DEBUG: false })],
});

const packages = Object.keys(metafile.inputs)
  .map((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0])
  .filter(Boolean);
const rule = `\n${"-".repeat(79)}\n\n`;
writeFileSync(join(folder, "LICENSES.txt"), [...new Set(packages)].sort().map(licence).join(rule));

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
const hashes = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => `${digest(readFileSync(join(folder, name)))}  ${name}\n`)
  .join("");
writeFileSync(join(folder, "SHA256SUMS"), hashes);

// Browsers keep the files for a year: what is built anew has another address.
const earlier = readdirSync(served).filter((name) => name.startsWith("plotly-") && !name.endsWith(".js"));
for (const name of earlier) rmSync(join(served, name), { recursive: true });
cpSync(folder, join(served, `plotly-${version}-${digest(hashes).slice(0, 8)}`), { recursive: true });
