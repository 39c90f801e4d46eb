import { formatLabel } from '../../../src/provider/label';
import { OperationStopped } from '../../../src/tfplugin';
import {
  AuthError,
  CreateRefusedError,
  InsufficientCreditError,
  InvalidArgumentsError,
  OfferGoneError,
  RateLimitError,
  RequestRefusedError,
  SpendRateLimitError,
  TransientError,
} from '../../../src/vast';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';
import { offerRow } from '../../support/fake-vast';
import { CLAIM, down, expectAccounted, lost, type Outcome, request, run, tally } from './rent-harness';

/*
 * Every path on which money could be lost. Each test says which rentals exist afterwards, and that state, error or
 * warning know them.
 */

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
  for (const id of [1, 2, 3]) world.vast.offer(offerRow(id));
});

const creates = () => world.vast.calls.filter((call) => call.startsWith('createInstance'));
const nothingLeft = (outcome: Outcome): void => {
  expect(world.vast.alive()).toEqual([]);
  expect(outcome.state).toBeNull();
};

describe('a lost answer to the paying call', () => {
  test('the rental was made: it is found by its label and kept, and nothing is rented twice', async () => {
    world.vast.fail('createInstance', lost(), true);
    const outcome = await run(world, request([1, 2]));
    expect(world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001']);
    expect(outcome.state?.id).toBe(9001);
    expect(outcome.rented?.attempts[0]?.reason).toBe('found by its label after the answer was lost');
    expect(creates()).toEqual(['createInstance 1']);
  });

  test('the first list omits it: the second, seconds later, shows it', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.omittedFromLists.add(9001);
    void world.clock.sleep(5000).then(() => world.vast.omittedFromLists.clear());
    const outcome = await run(world, request([1]));
    expect(outcome.state?.id).toBe(9001);
    expect(creates()).toHaveLength(1);
    expect(world.vast.aliveIds()).toEqual([9001]);
  });

  test('no rental was made: looked for twice, then the next offer', async () => {
    world.vast.fail('createInstance', lost());
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 not-rented', '2 rented']);
    const between = world.vast.calls.slice(
      world.vast.calls.indexOf('createInstance 1') + 1,
      world.vast.calls.indexOf('createInstance 2'),
    );
    expect(between).toEqual([
      'listInstances {"label":{"eq":"web vg-0123456789ab-00000001?"}}',
      'listInstances {}',
    ]);
    expect(world.vast.aliveIds()).toEqual([9001]);
    expect(outcome.warnings[0]?.detail).toContain('"web vg-0123456789ab-00000001?"');
  });

  test('it never turns up in a list although create succeeds: the warning names its label', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.omittedFromLists.add(9001);
    const outcome = await run(world, request([1, 2]));
    expect(outcome.state?.id).toBe(9002);
    expect(world.vast.aliveIds()).toEqual([9001, 9002]);
    expectAccounted(world, outcome);
  });

  test('it turns up late, while the next machine boots: it is destroyed before create ends', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.omittedFromLists.add(9001);
    void world.clock.sleep(15_000).then(() => world.vast.omittedFromLists.clear());
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 not-rented', '2 rented']);
    expect(world.vast.aliveIds()).toEqual([9002]);
    expect(outcome.state?.id).toBe(9002);
  });

  test('it turns up late and cannot be destroyed: the warning names it', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.omittedFromLists.add(9001);
    void world.clock.sleep(15_000).then(() => world.vast.omittedFromLists.clear());
    world.vast.fail('destroyInstance', new RequestRefusedError('no', { endpoint: 'DELETE', status: 400 }));
    const outcome = await run(world, request([1, 2]));
    expect(world.vast.aliveIds()).toEqual([9001, 9002]);
    expect(outcome.state?.id).toBe(9002);
    // Terraform folds warnings with equal summaries: the label has to be in it.
    expect(outcome.warnings[0]?.summary).toBe('A second rental may exist: "web vg-0123456789ab-00000001?"');
    expect(outcome.warnings[0]?.detail).toContain('Instance 9001 is a rental that nobody needs');
    expectAccounted(world, outcome);
  });

  test('it never turns up in a list within the create, and create fails: the error names its label', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.omittedFromLists.add(9001);
    world.vast.fail('createInstance', new InsufficientCreditError('no credit', { endpoint: 'PUT asks' }));
    const outcome = await run(world, request([1, 2]));
    expect(outcome.failure?.detail).toContain('"web vg-0123456789ab-00000001?"');
    expectAccounted(world, outcome);
  });

  test('the platform cannot be asked: the state keeps claim and nonce without an id', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.chaos = (method) => {
      const over = world.vast.calls.includes('createInstance 1');
      return over && method === 'listInstances' ? { error: down(), acts: false } : undefined;
    };
    const outcome = await run(world, request([1, 2]));
    expect(outcome.failure?.summary).toBe('A rental may exist');
    expect(outcome.state).toMatchObject({ id: null, claim: CLAIM, nonce: '00000001', offerId: 1 });
    expect(outcome.failure?.detail).toContain('labelled "web vg-0123456789ab-00000001?"');
    expect(creates()).toHaveLength(1);
    expectAccounted(world, outcome);
  });

  test('a refusal that nobody knows may have acted too: the label is looked for', async () => {
    world.vast.fail(
      'createInstance',
      new RequestRefusedError('418', { endpoint: 'PUT asks', status: 418 }),
      true,
    );
    const outcome = await run(world, request([1, 2]));
    expect(outcome.state?.id).toBe(9001);
    expect(creates()).toHaveLength(1);
  });

  test('one call that made two rentals (a proxy repeated it): one is kept, the other destroyed', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.onCreate = () => {
      world.vast.rent(formatLabel({ text: 'web', claim: CLAIM, nonce: '00000001', stage: 'pending' }));
    };
    const outcome = await run(world, request([1, 2]));
    expect(world.vast.aliveIds()).toEqual([9001]);
    expect(outcome.state?.id).toBe(9001);
    expect(creates()).toHaveLength(1);
  });

  test('one call that made two rentals, of which none can be given back: create stops, and both are known', async () => {
    world.vast.fail('createInstance', lost(), true);
    world.vast.onCreate = () => {
      world.vast.rent(formatLabel({ text: 'web', claim: CLAIM, nonce: '00000001', stage: 'pending' }));
    };
    world.vast.chaos = (method) =>
      method === 'destroyInstance' ? { error: down(true), acts: false } : undefined;
    const outcome = await run(world, request([1, 2]));
    expect(creates()).toHaveLength(1);
    expect(world.vast.aliveIds()).toEqual([9001, 9002]);
    expect(outcome.failure).toBeDefined();
    expectAccounted(world, outcome);
  });

  test('a request that never left this machine is sent again, and after three tries nothing is rented', async () => {
    const unsent = () => new TransientError('refused connection', { endpoint: 'PUT asks', ambiguous: false });
    world.vast.fail('createInstance', unsent());
    expect((await run(world, request([1]))).state?.id).toBe(9001);
    const again = fakeWorld();
    again.vast.offer(offerRow(1));
    for (let at = 0; at < 3; at += 1) again.vast.fail('createInstance', unsent());
    const outcome = await run(again, request([1]));
    expect(outcome.failure?.summary).toBe('The Vast.ai API cannot be reached');
    expect(again.vast.alive()).toEqual([]);
  });
});

describe('an error that names a contract', () => {
  const refused = (cause?: Error) =>
    new CreateRefusedError('refused', { endpoint: 'PUT asks', newContractId: 9001, cause });

  test('the contract is destroyed, then the next offer is rented', async () => {
    world.vast.fail('createInstance', refused(new OfferGoneError('gone', { endpoint: 'PUT asks' })), true);
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 discarded', '2 rented']);
    expect(world.vast.aliveIds()).toEqual([9002]);
    expect(outcome.notes.map((note) => note?.id ?? null)).toEqual([9001, null, 9002]);
  });

  test('with a refusal that no other offer cures, create stops after destroying it', async () => {
    const cause = new InsufficientCreditError('no credit', { endpoint: 'PUT asks' });
    world.vast.fail('createInstance', refused(cause), true);
    const outcome = await run(world, request([1, 2]));
    expect(outcome.failure?.summary).toBe('The Vast.ai account lacks credit');
    nothingLeft(outcome);
    expect(creates()).toHaveLength(1);
  });

  test('the contract cannot be destroyed: create stops, and the state holds it', async () => {
    world.vast.fail('createInstance', refused(), true);
    world.vast.fail('destroyInstance', new AuthError('key revoked', { endpoint: 'DELETE', status: 401 }));
    const outcome = await run(world, request([1, 2]));
    expect(outcome.state?.id).toBe(9001);
    expect(creates()).toHaveLength(1);
    expect(outcome.failure?.detail).toContain('Instance 9001');
    expect(outcome.failure?.detail).toContain('tainted');
    expect(world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001!']);
    expectAccounted(world, outcome);
  });
});

describe('refusals that no other offer cures', () => {
  test.each([
    new InsufficientCreditError('lacks credit', { endpoint: 'PUT asks', status: 400 }),
    new SpendRateLimitError('spend rate', { endpoint: 'PUT asks', status: 400 }),
    new InvalidArgumentsError('bad image', { endpoint: 'PUT asks', status: 400 }),
    new AuthError('Invalid user key', { endpoint: 'PUT asks', status: 404 }),
    new RateLimitError('too frequent', { endpoint: 'PUT asks', status: 429 }),
  ])('%s stops at once', async (error) => {
    world.vast.fail('createInstance', error);
    const outcome = await run(world, request([1, 2]));
    expect(outcome.failure?.detail).toContain(error.message);
    expect(creates()).toHaveLength(1);
    nothingLeft(outcome);
  });

  test('a failing price check rents nothing', async () => {
    world.vast.fail('searchOffers', down());
    const outcome = await run(world, request([1]));
    expect(creates()).toEqual([]);
    nothingLeft(outcome);
  });

  test('a failing look-up of the claim rents nothing', async () => {
    world.vast.fail('listInstances', down());
    const outcome = await run(world, request([1]));
    expect(creates()).toEqual([]);
    nothingLeft(outcome);
  });
});

describe('giving a machine back', () => {
  beforeEach(() => {
    world.vast.offer(offerRow(1), { realPrice: 0.9 });
  });

  test('goes through 429 and server errors', async () => {
    world.vast
      .fail('destroyInstance', new RateLimitError('too frequent', { endpoint: 'DELETE', status: 429 }))
      .fail('destroyInstance', down(true))
      .fail('destroyInstance', down(true), true);
    const outcome = await run(world, request([1, 2]));
    expect(world.vast.aliveIds()).toEqual([9002]);
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 discarded', '2 rented']);
  });

  test('counts only when neither the read nor the list know it', async () => {
    world.vast.fail('destroyInstance', down(true));
    world.vast.chaos = (method) => {
      // The platform accepts the call and does nothing, twice.
      const tries = world.vast.calls.filter((call) => call === 'destroyInstance 9001').length;
      return method === 'destroyInstance' && tries <= 2 ? { error: down(true), acts: false } : undefined;
    };
    const outcome = await run(world, request([1, 2]));
    expect(world.vast.aliveIds()).toEqual([9002]);
    expect(outcome.state?.id).toBe(9002);
  });

  test('not confirmed within three minutes: create stops, nothing else is rented, the state holds it', async () => {
    world.vast.chaos = (method) =>
      method === 'destroyInstance' ? { error: down(true), acts: false } : undefined;
    const outcome = await run(world, request([1, 2]));
    expect(creates()).toHaveLength(1);
    expect(outcome.state?.id).toBe(9001);
    expect(tally([])).toEqual([]);
    expect(outcome.failure?.detail).toContain('STILL RENTED as instance 9001');
    expect(world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001!']);
    expectAccounted(world, outcome);
  });
});

describe('settling', () => {
  test('a label that cannot be written gives the rental back: a pending mark would let others take it', async () => {
    for (let tries = 0; tries < 3; tries += 1) world.vast.fail('setLabel', down(true));
    const outcome = await run(world, request([1]));
    expect(outcome.failure).toBeDefined();
    nothingLeft(outcome);
  });

  test('is tried again when the platform stumbles', async () => {
    world.vast.fail('setLabel', down(true));
    const outcome = await run(world, request([1]));
    expect(outcome.rented).toBeDefined();
    expect(world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001']);
  });

  test('a rental that another create took over is left alone, and another machine is rented', async () => {
    void world.clock.sleep(10_000).then(() => {
      world.vast.patch(9001, { label: 'web vg-0123456789ab-ffffffff?' });
    });
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 taken-over', '2 rented']);
    expect(world.vast.alive()).toEqual([
      '9001: web vg-0123456789ab-ffffffff?',
      '9002: web vg-0123456789ab-00000002',
    ]);
    expect(world.vast.calls).not.toContain('destroyInstance 9001');
  });

  test('an instance that vanished before it was handed over counts as a bad machine', async () => {
    let dials = 0;
    world.dials.set('198.51.100.1', () => {
      dials += 1;
      world.vast.end(9001);
      return { kind: 'open', latencyMs: 1 };
    });
    const outcome = await run(world, request([1, 2]));
    expect(dials).toBe(1);
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 discarded', '2 rented']);
    expect(world.vast.aliveIds()).toEqual([9002]);
  });
});

describe('Terraform asks to stop', () => {
  const stop = () => new OperationStopped('stopped');

  test('while the machine boots: it is destroyed, and nothing is left', async () => {
    const abort = new AbortController();
    void world.clock.sleep(15_000).then(() => abort.abort(stop()));
    const outcome = await run(world, request([1, 2]), abort);
    expect(outcome.failure?.summary).toBe('Creating the instance was interrupted');
    expect(outcome.failure?.detail).toContain('interrupted');
    expect(creates()).toHaveLength(1);
    nothingLeft(outcome);
  });

  test('during the paying call: its answer is waited for, then the rental is destroyed', async () => {
    const abort = new AbortController();
    world.vast.onCreate = () => abort.abort(stop());
    const outcome = await run(world, request([1, 2]), abort);
    expect(outcome.notes[0]?.id).toBe(9001);
    nothingLeft(outcome);
  });

  test('and the answer is lost: the label is looked for all the same', async () => {
    const abort = new AbortController();
    world.vast.onCreate = () => abort.abort(stop());
    world.vast.fail('createInstance', lost(), true);
    const outcome = await run(world, request([1, 2]), abort);
    expect(creates()).toHaveLength(1);
    nothingLeft(outcome);
  });

  test('and destroying fails: the rental stays in the state', async () => {
    const abort = new AbortController();
    void world.clock.sleep(15_000).then(() => abort.abort(stop()));
    world.vast.chaos = (method) =>
      method === 'destroyInstance' ? { error: down(true), acts: false } : undefined;
    const outcome = await run(world, request([1]), abort);
    expect(outcome.state?.id).toBe(9001);
    expectAccounted(world, outcome);
  });

  test('before anything was rented', async () => {
    const abort = new AbortController();
    abort.abort(stop());
    const outcome = await run(world, request([1]), abort);
    expect(creates()).toEqual([]);
    nothingLeft(outcome);
  });
});
