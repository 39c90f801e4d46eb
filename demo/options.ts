/** How the demo is run. */
export interface DemoOptions {
  /** Leave the two servers up at the end and print how to use them. */
  readonly keep: boolean;
  /** Ask nothing. */
  readonly yes: boolean;
}

/** What `--help` prints. */
export const DEMO_HELP = `npm run demo -- [--yes] [--keep]

  --yes    ask nothing (also without a terminal)
  --keep   leave the simulator and the Kubernetes API up, and print the environment to use them
`;

/**
 * Reads the demo's arguments.
 * @throws on an argument it does not know, naming it
 */
export function parseDemoOptions(argv: readonly string[]): DemoOptions | 'help' {
  const known = new Set(['--keep', '--yes', '--help', '-h']);
  const unknown = argv.find((argument) => !known.has(argument));
  if (unknown !== undefined) throw new Error(`unknown argument ${unknown}\n\n${DEMO_HELP}`);
  if (argv.includes('--help') || argv.includes('-h')) return 'help';
  return { keep: argv.includes('--keep'), yes: argv.includes('--yes') };
}
