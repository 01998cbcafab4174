// Makes renditions with sharp: node sharp.mjs CONFIG.json; see pictures.py. As fast as we know how to make it:
// each width is scaled once (sharp decodes a JPEG no larger than it must), its pixels are encoded in each format,
// pictures go side by side with one thread each.
import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { createRequire } from "node:module";

const config = JSON.parse(readFileSync(process.argv[2], "utf8"));
const sharp = createRequire(config.modules)("sharp");
sharp.concurrency(1);
sharp.cache(false);

const encoders = {
  avif: (image) => image.avif({ quality: config.quality.avif, effort: config.effort.avif, chromaSubsampling: "4:2:0" }),
  webp: (image) => image.webp({ quality: config.quality.webp, effort: config.effort.webp }),
  jpg: (image) => image.jpeg({ quality: config.quality.jpeg, progressive: true, optimiseCoding: true }),
  png: (image) => image.png(),
};

async function make(file) {
  const stem = basename(file, extname(file));
  for (const width of config.widths) {
    const scaled = sharp(file).autoOrient().resize({ width, withoutEnlargement: true }).toColourspace("srgb");
    const { data, info } = await scaled.raw().toBuffer({ resolveWithObject: true });
    for (const format of config.formats) {
      const pixels = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
      await encoders[format](pixels).toFile(join(config.output, `${stem}-${width}.${format}`));
    }
  }
}

const left = [...config.files];
await Promise.all(Array.from({ length: config.cores }, async () => {
  while (left.length) await make(left.shift());
}));
