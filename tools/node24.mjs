/**
 * `node tools/node24.mjs <script> [argument…]`: runs a script of this folder, or prints what is
 * missing where Node is too old to read it.
 */
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Node 24 が要ります（いまは ${process.versions.node}）。このフォルダーで npm ci を実行するか、Node 24 以降を入れてください。`,
  )
  process.exit(1)
}
const script = process.argv.splice(2, 1)[0] ?? ''
process.argv[1] = script
await import(new URL(script, `file://${process.cwd()}/`).href)
