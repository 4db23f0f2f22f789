// Plain JavaScript, loaded with --import before anything else: an older Node can't even read the rest.

/**
 * Ends the process with a clear sentence when the runtime is too old to strip types and run the server.
 * @param {string} version
 */
export function assertNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  console.error(
    `Guildhall needs Node 22.18 or newer; this is ${version}. On Linux x64 "npm install" brings Node 24 along, and ` +
      'the npm scripts use it: start with "npm start". Elsewhere install a current Node first.',
  )
  process.exit(1)
}

assertNode(process.versions.node)
