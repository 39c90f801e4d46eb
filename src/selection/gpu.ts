import { nearest } from './text';

/**
 * Names that the marketplace has been seen to use. Only for spelling and for suggestions: a name that is missing here
 * is still searched for.
 */
export const KNOWN_GPU_NAMES: readonly string[] = [
  'A10,A30,A40,A100 PCIE,A100 SXM,A100 SXM4,A100X,A800 PCIE,B200,B300,GH200 SXM,H100 NVL,H100 PCIE,H100 SXM,H200,H200 NVL',
  'L4,L40,L40S,CMP 50HX,CMP 170HX,GTX 750 Ti,GTX 1050,GTX 1050 Ti,GTX 1060,GTX 1070,GTX 1070 Ti,GTX 1080,GTX 1080 Ti',
  'GTX 1650,GTX 1650 S,GTX 1650 Ti,GTX 1660,GTX 1660 S,GTX 1660 Ti,GTX TITAN X,RTX 2060,RTX 2060S,RTX 2070,RTX 2070S',
  'RTX 2080,RTX 2080S,RTX 2080 Ti,RTX 3050,RTX 3060,RTX 3060 Ti,RTX 3060 laptop,RTX 3070,RTX 3070 Ti,RTX 3070 laptop',
  'RTX 3080,RTX 3080 Ti,RTX 3090,RTX 3090 Ti,RTX 4060,RTX 4060 Ti,RTX 4070,RTX 4070 Ti,RTX 4070S,RTX 4070S Ti',
  'RTX 4080,RTX 4080S,RTX 4080 laptop,RTX 4090,RTX 4090D,RTX 5060,RTX 5060 Ti,RTX 5070,RTX 5070 Ti,RTX 5080,RTX 5090',
  'RTX A2000,RTX A4000,RTX A4500,RTX A5000,RTX A6000,RTX 2000Ada,RTX 4000Ada,RTX 4500Ada,RTX 5000Ada,RTX 5880Ada',
  'RTX 6000Ada,RTX PRO 4000,RTX PRO 4500,RTX PRO 5000,RTX PRO 6000 S,RTX PRO 6000 WS,Q RTX 4000,Q RTX 6000,Q RTX 8000',
  'Quadro P4000,Tesla P4,Tesla P40,Tesla P100,Tesla T4,Tesla V100,Titan RTX,Titan V,Titan Xp',
].flatMap((line) => line.split(','));

function foldGpuName(name: string): string {
  return name.replace(/[\s_]/g, '').toUpperCase();
}

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  KNOWN_GPU_NAMES.map((name) => [foldGpuName(name), name]),
);

/** Series, number, and any run of suffixes: `RTX4070TiSUPER`. */
const NUMBERED = /^(RTX|GTX) ?(\d{3,4}) ?((?:(?:TI|SUPER|S|D|ADA|LAPTOP) ?)*)$/i;

/**
 * The marketplace's spelling of a GPU name: `RTX3060`, `rtx_3060` and `RTX 3060` are all `RTX 3060`.
 * What is not understood passes through with single spaces. (selection.md 7.2)
 */
export function normalizeGpuName(name: string): string {
  const text = name.replace(/[\s_]+/g, ' ').trim();
  const spelling = SPELLINGS.get(foldGpuName(text));
  if (spelling !== undefined) return spelling;
  if (/^(?:RTX ?)?A\d{4}$/i.test(text)) return `RTX ${text.slice(-5).toUpperCase()}`;

  const card = NUMBERED.exec(text);
  if (card !== null) return numberedCard(card[1] ?? '', card[2] ?? '', card[3] ?? '');
  return text.replace(/^(rtx|gtx) ?(?=\S)/i, (prefix) => `${prefix.trim().toUpperCase()} `);
}

/** Suffixes in the marketplace's order: `S`, `D` and `Ada` cling to the number (but `GTX 1660 S`), `Ti` follows. */
function numberedCard(series: string, number: string, suffixText: string): string {
  const suffixes = new Set(
    (suffixText.toUpperCase().match(/TI|SUPER|S|D|ADA|LAPTOP/g) ?? []).map(shortSuffix),
  );
  const prefix = series.toUpperCase();
  const clinging = prefix === 'RTX' ? 'S' : ' S';
  return [
    `${prefix} ${number}`,
    suffixes.has('S') ? clinging : '',
    suffixes.has('D') ? 'D' : '',
    suffixes.has('ADA') ? 'Ada' : '',
    suffixes.has('TI') ? ' Ti' : '',
    suffixes.has('LAPTOP') ? ' laptop' : '',
  ].join('');
}

function shortSuffix(suffix: string): string {
  return suffix === 'SUPER' ? 'S' : suffix;
}

/**
 * A warning for a name that the marketplace has not been seen to use, or `undefined` for one that it has.
 * @param name normalised
 */
export function gpuNameWarning(name: string): string | undefined {
  if (SPELLINGS.get(foldGpuName(name)) === name) return undefined;
  const near = nearest(name, KNOWN_GPU_NAMES, 2);
  const question =
    near.length === 0 ? '' : `; did you mean ${near.map((known) => `'${known}'`).join(' or ')}?`;
  return `'${name.slice(0, 60)}' is not a GPU name that the marketplace is known to use${question}`;
}
