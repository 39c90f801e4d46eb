import { Journal, maskBody, maskPath } from '../../../src/simulator/vast/journal';

describe('Journal', () => {
  const change = (event: string): Parameters<Journal['change']>[0] => ({
    at: 0,
    event,
    instanceId: null,
    machineId: null,
    detail: {},
  });

  test('keeps the newest lines up to its limit, and counts all', () => {
    const journal = new Journal(3);
    for (let i = 0; i < 10; i++) journal.change(change(`e${i}`));
    expect(journal.changes().map((line) => line.event)).toEqual(['e7', 'e8', 'e9']);
    expect([journal.written, journal.entries()[0]?.sequence]).toEqual([10, 7]);
    expect(journal.changes('e8')).toHaveLength(1);
    journal.clear();
    expect(journal.entries()).toEqual([]);
  });

  test('tells a listener', () => {
    const seen: string[] = [];
    const journal = new Journal(5, (entry) => seen.push(entry.kind));
    journal.change(change('x'));
    expect(seen).toEqual(['change']);
  });

  test('masks what is secret in bodies and paths', () => {
    expect(
      maskBody({
        env: { TOKEN: 's', '-p 1:1': '1' },
        image_login: '-u a -p b c',
        label: 'plain',
        nested: [{ ssh_key: 'k', docker_login_pass: 'p' }],
        key: 'HF_TOKEN',
        value: 's',
        image: null,
      }),
    ).toEqual({
      env: { TOKEN: '***', '-p 1:1': '1' },
      image_login: '***',
      label: 'plain',
      nested: [{ ssh_key: '***', docker_login_pass: '***' }],
      key: 'HF_TOKEN',
      value: '***',
      image: null,
    });
    expect(maskBody({ env: '-e TOKEN=s' })).toEqual({ env: '***' });
    expect(maskBody(undefined)).toBeUndefined();
    expect(maskPath('/a/?x=1&api_key=secret&y=2')).toBe('/a/?x=1&api_key=***&y=2');
  });
});
