/** Ends the process with a clear sentence when the runtime is too old to strip types and run the server. */
export function assertNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  console.error(
    `Guildhall needs Node 22.18 or newer; this is ${version}. "npm install" brings Node 24 along on Linux x64: ` +
      'start with "npm start", which uses it. Elsewhere install a current Node first.',
  )
  process.exit(1)
}
