// Plain JavaScript, so that an old Node can read it and say what is wrong.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) {
  await import('./demo.ts')
} else {
  console.error(
    `Countersign needs Node 22.18 or newer; this is ${process.versions.node}.\n` +
      'npm ci brings its own Node 24: run it again without --ignore-scripts, then npm run demo.',
  )
  process.exitCode = 1
}
