import { TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { Construct } from 'constructs';

import { OfferBook } from '../../src/synth';
import type { OfferHandle, OfferWish, SynthSite } from '../../src/synth';
import { defaultPreferences } from '../../src/selection';
import { lockEntry } from '../support/locks';
import { settingsOf } from '../support/settings';
import { testApp } from '../support/template';

const WISH: OfferWish = { requirements: { regions: ['US'] }, diskGb: 50, portCount: () => 1 };
const SITE: SynthSite = { claimOf: (path) => `claim of ${path}`, configFileOf: () => '../config.env' };
const REQUIREMENTS = { ...settingsOf().requirements, regions: ['US'] };
const SETTINGS = { requirements: REQUIREMENTS, preferences: defaultPreferences, choices: {} };

function bookWith(...ids: readonly string[]): {
  book: OfferBook;
  stack: TerraformStack;
  handles: Readonly<Record<string, OfferHandle>>;
} {
  const stack = new TerraformStack(testApp(), 'gpu');
  const book = OfferBook.of(stack);
  const handles = Object.fromEntries(ids.map((id) => [id, book.request(new Construct(stack, id), WISH)]));
  return { book, stack, handles };
}

const problems = (stack: TerraformStack): string[] =>
  stack.node.findAll().flatMap((node) => node.node.validate());

describe('the book', () => {
  test('is one for all stacks of a tree, and another for another tree', () => {
    const app = testApp();
    const first = OfferBook.of(new TerraformStack(app, 'a'));
    expect(OfferBook.of(new TerraformStack(app, 'b'))).toBe(first);
    expect(OfferBook.of(app)).toBe(first);
    expect(OfferBook.of(testApp())).not.toBe(first);
  });

  test('is found by another copy of this package, by its symbol', () => {
    const app = testApp();
    const book = OfferBook.of(app);
    expect(Reflect.get(app, Symbol.for('cdktf-vast-gpu/OfferBook'))).toBe(book);
    expect(Object.keys(app)).not.toContain('cdktf-vast-gpu/OfferBook');
  });

  test('completes wishes by the settings, in path order', () => {
    const { book, stack } = bookWith('z', 'a');
    book.request(new Construct(stack, 'm'), {
      requirements: { gpuName: 'RTX 4090', maxPricePerHour: 0.9 },
      diskGb: 80,
      portCount: () => 3,
    });
    const requests = book._open(SETTINGS, SITE);
    expect(requests.map(({ path }) => path)).toEqual(['gpu/a', 'gpu/m', 'gpu/z']);
    expect(requests[1]?.requirements).toEqual({
      ...REQUIREMENTS,
      gpuName: 'RTX 4090',
      maxPricePerHour: 0.9,
      diskGb: 80,
      portCount: 3,
    });
    expect(requests[1]?.preferences).toBe(defaultPreferences);
  });

  test('fills a wish by its profile: below explicit keys, above the defaults, in place of the profile of the settings', () => {
    const { book, stack } = bookWith('plain');
    const wish = { diskGb: 50, portCount: () => 1, profile: 'performance' } as const;
    book.request(new Construct(stack, 'profile'), { ...wish, requirements: {} });
    book.request(new Construct(stack, 'own'), { ...wish, requirements: { gpuName: 'RTX 3090' } });
    const settings = settingsOf({ VAST_PROFILE: 'budget', VAST_MAX_PRICE_PER_HOUR: '0.6' });
    const requests = Object.fromEntries(
      book._open(settings, SITE).map(({ path, requirements }) => [path, requirements]),
    );
    expect(requests['gpu/plain']).toMatchObject({ gpuName: 'RTX 3060', minReliability: 0.9 });
    expect(requests['gpu/profile']).toEqual({
      ...settingsOf({ VAST_PROFILE: 'performance', VAST_MAX_PRICE_PER_HOUR: '0.6' }).requirements,
      diskGb: 50,
      portCount: 1,
    });
    expect(requests['gpu/profile']).toMatchObject({
      gpuName: 'RTX 4090',
      maxPricePerHour: 0.6,
      minReliability: 0.98,
      minDownloadMbps: 200,
      regions: ['US-CA', 'US-WA', 'US-NY', 'US'],
    });
    expect(requests['gpu/own']).toEqual({ ...requests['gpu/profile'], gpuName: 'RTX 3090' });
  });

  test('counts ports only when it is opened', () => {
    const { book, stack } = bookWith();
    let ports = 1;
    book.request(new Construct(stack, 'a'), { ...WISH, portCount: () => ports });
    ports = 5;
    expect(book._open(SETTINGS, SITE)[0]?.requirements.portCount).toBe(5);
  });

  test('answers once it is settled', () => {
    const { book, handles } = bookWith('a');
    expect(handles['a']?.answer()).toBeUndefined();
    book._open(SETTINGS, SITE);
    expect(handles['a']?.answer()).toMatchObject({ candidates: [], claim: 'claim of gpu/a' });
    book._settle('gpu/a', lockEntry(), false);
    expect(handles['a']?.answer()?.candidates.map(({ offerId }) => offerId)).toEqual([12345, 12346, 12347]);
  });

  test('has no file of settings until it is opened', () => {
    const { book, stack } = bookWith();
    const file = book.configFileOf(stack);
    expect(Token.isUnresolved(file)).toBe(true);
    new TerraformOutput(stack, 'file', { value: [file, 'end'] });
    expect(Testing.synth(stack)).not.toContain('config.env');
    book._open(SETTINGS, SITE);
    expect(Testing.synth(stack)).toContain('"../config.env"');
  });

  test('warns about an old candidate, at its construct', () => {
    const { book, stack } = bookWith('a', 'b');
    book._open(SETTINGS, SITE);
    book._settle('gpu/a', lockEntry(), true);
    book._settle('gpu/b', lockEntry(), false);
    const warnings = stack.node
      .findAll()
      .flatMap((node) => node.node.metadata.map(({ data }) => String(data)));
    expect(warnings).toEqual([
      "the offers locked for 'gpu/a' were chosen at 2026-11-23T09:00:00.000Z and may be gone; " +
        "'VAST_LOOKUP=missing npx cdktf synth' chooses anew",
    ]);
  });

  test('ignores an answer that nobody asked for', () => {
    const { book } = bookWith('a');
    book._open(SETTINGS, SITE);
    expect(() => book._settle('gpu/other', lockEntry(), true)).not.toThrow();
  });
});

describe('validation', () => {
  test('says how to settle a tree that was not', () => {
    const { stack } = bookWith('a');
    expect(problems(stack)).toEqual([
      'no GPU offer is locked for {"diskGb":50,"regions":["US"]}: the tree was synthesized without its offers; ' +
        "call 'await synthVast(app, settings)' in place of 'app.synth()'",
    ]);
  });

  test('says how to fill the lock', () => {
    const { book, stack } = bookWith('a');
    book._open(SETTINGS, SITE);
    expect(problems(stack)).toEqual([
      expect.stringMatching(
        /^no GPU offer is locked for \{.*"gpuName":"RTX 3060".*\}; run 'VAST_LOOKUP=missing npx cdktf synth' and commit offers\.lock\.json$/,
      ),
    ]);
  });

  test('passes with an answer, and only with one to the question', () => {
    const { book, stack } = bookWith('a');
    book._open(SETTINGS, SITE);
    book._settle('gpu/a', lockEntry({ queryHash: '0123456789abcdef' }), false);
    expect(problems(stack)).toHaveLength(1);
    book._settle('gpu/a', lockEntry(), false);
    expect(problems(stack)).toEqual([]);
  });
});

describe('a request fails', () => {
  test.each(['gpuName', 'maxPricePerHour', 'regions', 'diskGb'])('with a token for %s', (field) => {
    const { book, stack } = bookWith();
    const variable = new TerraformVariable(stack, 'v', { type: 'any' });
    const token = {
      gpuName: variable.stringValue,
      maxPricePerHour: variable.numberValue,
      regions: variable.listValue,
      diskGb: variable.numberValue,
    };
    const { diskGb, ...rest } = { diskGb: 50, [field]: token[field as keyof typeof token] };
    expect(() =>
      book.request(new Construct(stack, 'a'), {
        requirements: rest,
        diskGb,
        portCount: () => 1,
      }),
    ).toThrow(
      `'${field}' takes part in the search for an offer at synth, so it must be a plain value, got a token at gpu/a`,
    );
  });

  test('when its construct asked before', () => {
    const { book, stack } = bookWith('a');
    expect(() => book.request(stack.node.findChild('a'), WISH)).toThrow(
      'an offer for gpu/a was requested twice',
    );
  });
});
