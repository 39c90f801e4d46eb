import { Router } from '../../../../src/simulator/vast/http/router';
import { endpoints } from '../../../../src/simulator/vast/routes';

describe('Router', () => {
  const router = new Router(endpoints);

  test.each([
    ['PUT', '/api/v0/asks/5/', 'create', { id: '5' }],
    ['POST', '/api/v0/asks/bulk/', 'create-bulk', {}],
    ['GET', '/api/v0/instances/count/', 'count', {}],
    ['GET', '/api/v0/instances/7/', 'read', { id: '7' }],
    ['PUT', '/api/v0/instances/reboot/7/', 'reboot', { id: '7' }],
    ['PUT', '/api/v0/instances/accept-price-increase/', 'price-increase-accept', {}],
    ['DELETE', '/api/v0/instances/7/ssh/9/', 'ssh-detach', { id: '7', key_id: '9' }],
    ['GET', '/api/v1/instances', 'list', {}],
  ])('%s %s is %s', (method, path, name, params) => {
    const match = router.find(method, path);
    expect([match?.endpoint.name, { ...match?.params }]).toEqual([name, params]);
  });

  test.each([
    ['GET', '/'],
    ['GET', '/api/v0/asks/5/'],
    ['PATCH', '/api/v0/instances/5/'],
    ['GET', '/api/v0/instances/%E0%A4%A/'],
    ['GET', '/api/v0/instances/5/more/'],
  ])('%s %s is nothing', (method, path) => {
    expect(router.find(method, path)).toBeNull();
  });

  test('every path ends in a slash, no two endpoints answer the same request', () => {
    const seen = new Set<string>();
    for (const endpoint of endpoints) {
      expect(endpoint.path).toMatch(/^\/api\/v[01]\/.*\/$/);
      const key = `${endpoint.method} ${endpoint.path.replace(/\{\w+\}/g, '{}')}`;
      expect(seen.has(key)).toBe(false);
      seen.add(key);
    }
  });

  test('the documented intervals of the endpoint map', () => {
    const interval = (name: string): number | null | undefined =>
      endpoints.find((entry) => entry.name === name)?.intervalSeconds;
    const documented = {
      create: 4.5, launch: 5, list: 1, read: 2, update: 1, destroy: 3, reboot: 1, recycle: 1, bid: 5.5, prepay: 2,
      execute: 1.5, 'ssh-detach': 2, 'ssh-key-create': 1, 'ssh-key-edit': 1, secrets: 5, 'secret-create': 3, templates: 3,
      'api-keys': 1, 'api-key-create': 2, volumes: 5.5, charges: 1, invoices: 3,
    }; // prettier-ignore
    expect(Object.fromEntries(Object.keys(documented).map((name) => [name, interval(name)]))).toEqual(
      documented,
    );
    expect(endpoints.filter((entry) => entry.name === 'search').map((entry) => entry.perMinute)).toEqual([
      10, 10, 10, 10,
    ]);
  });
});
