// Mends a fault of postgres.js 3.4.9 where it lies: what is written to a connection that was closed under it (the rollback of a
// transaction whose server went away) throws where nobody can catch it, and the connection, used again, sends half of it for
// ever (docs/decisions/0014). Plain JavaScript without packages. Does nothing where it is mended already or not installed.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const FILES = ["node_modules/postgres/src/connection.js", "node_modules/postgres/cjs/src/connection.js"];

/** What is there, and what takes its place. */
const MENDS = [
  {
    // closed(): what was not written is forgotten, and until connect() what is asked is refused
    from: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
`,
    to: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    terminated = true
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
`,
  },
  {
    // execute(): who is refused has not filled the connection, which else would never be taken again
    from: `    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))
`,
    to: `    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options)), true
`,
  },
];

/** @throws where the driver is not the one this mends: then look whether it still needs to be */
export function mendDriver() {
  for (const file of FILES) {
    if (!existsSync(file)) continue;
    const source = readFileSync(file, "utf8");
    const mended = MENDS.reduce((text, mend) => mendOne(file, text, mend), source);
    if (mended === source) continue;
    writeFileSync(`${file}.mended`, mended); // a file of its own: this one may have other names
    renameSync(`${file}.mended`, file);
  }
}

function mendOne(file, text, { from, to }) {
  if (text.includes(to)) return text;
  if (text.split(from).length !== 2) throw new Error(`${file} is not what script/mend-driver.mjs mends`);
  return text.replace(from, to);
}
