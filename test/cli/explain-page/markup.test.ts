import fc from 'fast-check';

import { coordinate, escapeHtml, html, share, trusted } from '../../../src/cli/explain-page/markup';

test('everything put into a template is escaped, unless it is a piece of a page', () => {
  const evil = `<img src=x onerror="alert(1)">&'`;
  expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;">' +
      '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;</p>',
  );
  expect(html`<p>${html`<b>${'<'}</b>`}${trusted('<hr>')}</p>`.text).toBe('<p><b>&lt;</b><hr></p>');
});

test('lists are joined, null leaves nothing, numbers are written', () => {
  expect(html`${['a', null, [1, html`<i>x</i>`]]}`.text).toBe('a1<i>x</i>');
});

test('no text can leave its element or its attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const safe = escapeHtml(text);
      expect(safe).not.toMatch(/[<>"']|\p{Cc}|\p{Cs}/u);
      expect(safe).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
    }),
  );
});

test('direction marks cannot turn a text around', () => {
  expect(escapeHtml('US\u202E-CA\u0000')).toBe('US -CA ');
});

test('lengths are short, finite and without exponent', () => {
  expect([coordinate(1 / 3), coordinate(-0.001), coordinate(NaN), coordinate(Infinity)]).toEqual([
    '0.33',
    '0',
    '0',
    '0',
  ]);
  expect(share(0.12345)).toBe('12.35%');
});
