import { LiveFailure } from './failure';

/** How the live test is run. */
export interface LiveOptions {
  /** Rents one machine; undefined: only free reads. */
  readonly rent: { readonly maxPricePerHour: number; readonly minutes: number } | undefined;
}

/** What `--help` prints. */
export const LIVE_HELP = `npm run test:live -- [--rent --max-price USD [--minutes N]]

Checks this project's client against the real API, with VAST_API_KEY of the environment or of config.env. What the
platform sends and we do not expect is printed as a finding; only what we cannot work with fails.

Without options it only reads, which costs nothing: account, GPU names, offers, instances.

  --rent             also rents one machine: the cheapest that the settings match, with the smallest image; it is always
                     destroyed, and the run ends only when reads confirm that it is gone
  --max-price USD    most per hour, disk included; needed with --rent
  --minutes N        longest time until it is given back, default 15
`;

/** Longest time that may be asked for. */
const MAX_MINUTES = 60;

/**
 * Reads the arguments.
 * @throws LiveFailure on one that makes no sense, with what is wrong and the help
 */
export function parseLiveOptions(argv: readonly string[]): LiveOptions | 'help' {
  let rent = false;
  let price: number | undefined;
  let minutes: number | undefined;
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    const value = (): number => {
      at += 1;
      const text = argv[at] ?? '';
      const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
      if (!(number > 0)) throw wrong(`${argument} needs a number above 0, not '${text}'`);
      return number;
    };
    if (argument === '--help' || argument === '-h') return 'help';
    if (argument === '--rent') rent = true;
    else if (argument === '--max-price') price = value();
    else if (argument === '--minutes') minutes = value();
    else throw wrong(`unknown argument ${argument}`);
  }
  if (!rent) {
    if (price === undefined && minutes === undefined) return { rent: undefined };
    throw wrong('--max-price and --minutes are about a rental: give --rent too, or neither');
  }
  if (price === undefined) throw wrong('--rent spends money: say with --max-price how much an hour may cost');
  if (minutes !== undefined && minutes > MAX_MINUTES) throw wrong(`--minutes is at most ${MAX_MINUTES}`);
  return { rent: { maxPricePerHour: price, minutes: minutes ?? 15 } };
}

const wrong = (what: string): LiveFailure => new LiveFailure(`${what}\n\n${LIVE_HELP}`);
