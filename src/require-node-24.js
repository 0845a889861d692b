// Loaded with `--import` before the TypeScript: an older Node stops at the first file and does not say why.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  process.stderr.write(
    `Passkey Guide needs Node.js 24 or later; this is ${process.versions.node}. ` +
      'Run it with the npm scripts after "npm ci", which brings Node.js 24 along ' +
      '(unless npm was told to ignore install scripts), or install Node.js 24.\n',
  );
  process.exit(1);
}
