import { readdirSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { readyForms, SCRIPTS } from "@/server/ready-script";

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

const compress = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 9 }),
};

/** Lays compressed forms of what browsers are sent beside it, once and as small as they get: nobody compresses them again. */
export async function compressScripts(folder = SCRIPTS): Promise<void> {
  const names = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const body = await readFile(file);
      for (const { coding, suffix } of readyForms) {
        await writeFile(`${file}.half`, await compress[coding](body));
        await rename(`${file}.half`, file + suffix); // whole or not at all
      }
    }),
  );
}
