import { assertNodeVersion } from '../src/synth/node-version';

// Imported before everything else: some of what follows dies at load on a Node that is to be refused in one line.
try {
  assertNodeVersion(process.versions.node);
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
