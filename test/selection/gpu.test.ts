import fc from 'fast-check';

import { KNOWN_GPU_NAMES, gpuNameWarning, normalizeGpuName } from '../../src/selection';
import { GPU_ROWS } from './golden/tables';

describe('normalizeGpuName', () => {
  test.each(GPU_ROWS)('%s is %s (selection.md 7.2)', (text, name) => {
    expect(normalizeGpuName(text)).toBe(name);
  });

  test.each([
    ['rtx4090d', 'RTX 4090D'],
    ['RTX6000ada', 'RTX 6000Ada'],
    ['GTX1660SUPER', 'GTX 1660 S'],
    ['rtx 3060 laptop', 'RTX 3060 laptop'],
    ['h100_sxm', 'H100 SXM'],
    ['rtx pro 6000 ws', 'RTX PRO 6000 WS'],
    ['rtx 9990 ti', 'RTX 9990 Ti'],
    ['a5500', 'RTX A5500'],
    ['rtxNew', 'RTX New'],
    ['Instinct  MI300X', 'Instinct MI300X'],
    ['', ''],
  ])('%j is %j', (text, name) => {
    expect(normalizeGpuName(text)).toBe(name);
  });

  test('marketplace names stay as they are', () => {
    for (const name of KNOWN_GPU_NAMES) {
      expect(normalizeGpuName(name)).toBe(name);
      expect(normalizeGpuName(name.replaceAll(' ', '_'))).toBe(name);
    }
  });

  test('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({
            unit: fc.constantFrom('RTX', 'gtx', '3060', 'Ti', 'SUPER', 's', 'D', 'ada', 'A', '_', ' '),
          }),
        ),
        (text) => {
          const name = normalizeGpuName(text);
          expect(normalizeGpuName(name)).toBe(name);
        },
      ),
    );
  });
});

describe('gpuNameWarning', () => {
  test('is silent for known names, and suggests for others', () => {
    expect(gpuNameWarning('RTX 3060')).toBeUndefined();
    expect(gpuNameWarning('RTX 3600')).toContain("did you mean 'RTX 3060'");
    expect(gpuNameWarning('Voodoo')).toBe("'Voodoo' is not a GPU name that the marketplace is known to use");
  });
});
