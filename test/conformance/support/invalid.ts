import type { Hcl, Invalid } from './case';
import { blockHcl, changed } from './project';
import type { ConformanceWorld, ValidationMessage } from './world';

/** What `validate` says of one bad configuration. */
export interface Refusal {
  readonly text: string;
  /** The argument whose line is pointed at; undefined when none is. */
  readonly at: string | undefined;
  /** Whether what is marked stands inside the argument's expression, and is not the line as a whole. */
  readonly inExpression: boolean;
}

const FILE = 'invalid.tf';

/**
 * Validates all bad configurations at once, each as a block of its own, and tells what was said of each.
 * @param kind `resource` or `data`
 */
export async function refusals(
  world: Pick<ConformanceWorld, 'write' | 'remove' | 'validate'>,
  kind: 'resource' | 'data',
  type: string,
  base: Hcl,
  cases: readonly Invalid[],
): Promise<readonly (readonly Refusal[])[]> {
  const blocks = cases.map(({ set }, index) => {
    const body = changed(base, set);
    return { names: Object.keys(body), text: blockHcl([kind, type, `bad_${index}`], body) };
  });
  const file = blocks.map(({ text }) => text).join('');
  await world.write(FILE, file);
  try {
    const messages = (await world.validate()).filter(({ severity }) => severity === 'error');
    let line = 1;
    return blocks.map(({ names, text }) => {
      const first = line;
      line += text.split('\n').length - 1;
      return messages.flatMap((message) => refusal(message, file, names, first, line - 1));
    });
  } finally {
    await world.remove(FILE);
  }
}

function refusal(
  { summary, detail, range }: ValidationMessage,
  file: string,
  names: readonly string[],
  first: number,
  last: number,
): Refusal[] {
  if (range?.filename !== FILE || range.start.line < first || range.start.line > last) return [];
  const at = names[range.start.line - first - 1];
  const bytes = Buffer.from(file);
  const before = bytes.subarray(0, range.start.byte).toString().split('\n').at(-1) ?? '';
  const marked = bytes.subarray(range.start.byte, range.end.byte).toString();
  const inExpression = at !== undefined && before.startsWith(`  ${at} = `) && marked.length > 0;
  return [{ text: `${summary}\n${detail}`, at, inExpression }];
}
