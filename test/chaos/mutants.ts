import type { Rewrite } from './rewrite';
import type { Schedule } from './schedule';
import { at, step, targeted, times } from './targeted';

/** A planted bug. It exists only in the bundle that a run of `--mutants` builds. */
export interface Mutant extends Rewrite {
  readonly name: string;
  /** What goes wrong in the world with it. */
  readonly breaks: string;
  /** Schedules that should show it; the shipped provider passes them. */
  readonly schedules: readonly Schedule[];
}

const createLost = targeted([step('apply', { faults: times(1, 'lost-drop', 'create') })]);
const killedAtCreate = at(['create', 1, 'acted'], 'SIGKILL');
const killedWhilePaying = targeted([step('apply', { interruption: killedAtCreate })]);
const killedAfterSettle = targeted([step('apply', { interruption: at(['settle', 1, 'acted'], 'SIGKILL') })], {
  backend: 'http',
});
const interrupted = targeted([step('apply', { interruption: at(['list', 4, 'answered'], 'SIGINT') })]);
/** No host starts the image, and none can be given back: whatever create knows must get into the state. */
const cannotGiveBack = step('apply', {
  faults: [{ kind: 'stuck-image', hosts: 2, how: 'manifest' }, ...times(90, 'unavailable-page', 'destroy')],
});

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'create repeated',
    breaks: 'a paying call whose answer is lost is sent again',
    file: 'src/vast/caller.ts',
    find: "repeatable: 'after-429',",
    replace: "repeatable: 'always',",
    schedules: [createLost],
  },
  {
    name: 'one look for a lost answer',
    breaks: 'a rental whose answer was lost is looked for in one list only',
    file: 'src/provider/instance/rent-offer.ts',
    find: 'for (const lookNow of looks) {',
    replace: 'for (const lookNow of looks.slice(0, 1)) {',
    schedules: [
      targeted([
        step('apply', { faults: [...times(1, 'lost-drop', 'create'), { kind: 'omitted', nth: 3 }] }),
      ]),
    ],
  },
  {
    name: 'claim dropped',
    breaks: 'create does not look for rentals of its claim',
    file: 'src/provider/instance/claim-conflict.ts',
    find: 'if (!request.claimIsConfigured) return',
    replace: 'return',
    schedules: [killedWhilePaying],
  },
  {
    name: 'second list skipped',
    breaks: 'a claim is looked for in one list only',
    file: 'src/provider/claims.ts',
    find: 'of [...first.values(), ...second.values()]) {',
    replace: 'of first.values()) {',
    schedules: [
      targeted([
        step('apply', { interruption: killedAtCreate, leave: true }),
        step('apply', { faults: [{ kind: 'omitted', nth: 1 }] }),
      ]),
    ],
  },
  {
    name: 'failed list is empty',
    breaks: 'an account that cannot be listed counts as empty',
    file: 'src/provider/snapshot.ts',
    find: '      .then((list) => new Map(',
    replace: '      .catch((): readonly Instance[] => [])\n      .then((list) => new Map(',
    schedules: [
      targeted([
        step('apply', { interruption: killedAtCreate, leave: true }),
        step('apply', { faults: times(10, 'unavailable-page', 'list') }),
      ]),
    ],
  },
  {
    name: 'settled rental ignored',
    breaks: 'create rents although its claim is in use',
    file: 'src/provider/instance/claim-conflict.ts',
    find: "if (inUse.length > 0 && request.claimConflict === 'refuse') throw",
    replace: "if (inUse.length > 99 && request.claimConflict === 'refuse') throw",
    schedules: [killedAfterSettle],
  },
  {
    name: 'failed rental adopted',
    breaks: 'what a failed create has left is taken over',
    file: 'src/provider/instance/claim-conflict.ts',
    find: "pending: ofStage('pending'), failed: ofStage('failed')",
    replace: "pending: ofStage('pending', 'failed'), failed: []",
    schedules: [targeted([cannotGiveBack], { replacement: 'create-first' })],
  },
  {
    name: 'adopted without a nonce',
    breaks: 'a rental is taken over without writing a nonce on it',
    file: 'src/provider/instance/adopt.ts',
    find: 'if (await mark(effects, rental)) taken.push(rental);',
    replace: 'if (rental.id > 0) taken.push(rental);',
    schedules: [killedWhilePaying],
  },
  {
    name: 'settled without the nonce',
    breaks: 'create settles a rental that another create has adopted',
    file: 'src/provider/instance/settle.ts',
    find: "if (owner !== 'ours') return owner;",
    replace: "if (owner === 'gone') return owner;",
    schedules: [targeted([step('apply', { faults: [{ kind: 'adopted-elsewhere', nth: 7 }], leave: true })])],
  },
  {
    name: 'destroyed without the nonce',
    breaks: 'destroy takes a rental away that another create has adopted',
    file: 'src/provider/instance/delete.ts',
    find: "return isTakenOver(instance, state.nonce) ? 'taken-over' : instance.id;",
    replace: 'return instance.id;',
    schedules: [
      targeted([
        step('apply'),
        step('destroy', { faults: [{ kind: 'adopted-elsewhere', nth: 1 }], leave: true }),
      ]),
    ],
  },
  {
    name: 'given back without the nonce',
    breaks: 'a create that goes on elsewhere destroys a rental that another create has adopted',
    file: 'src/provider/instance/holdings.ts',
    find: 'if (!isForeign) await',
    replace: 'await',
    schedules: [targeted([step('apply', { faults: [{ kind: 'adopted-elsewhere', nth: 7 }], leave: true })])],
  },
  {
    name: 'id forgotten',
    breaks: 'a create that fails returns no state although its rental lives',
    file: 'src/tfplugin/rpc/apply.ts',
    find: 'change.scope.diagnostics.thrown(error, `Cannot create ${change.typeName}`);\n    return known;',
    replace: 'change.scope.diagnostics.thrown(error, `Cannot create ${change.typeName}`);\n    return null;',
    schedules: [targeted([cannotGiveBack])],
  },
  {
    name: 'label write forgotten',
    breaks: 'create rents another machine when it cannot settle, and forgets the first',
    file: 'src/provider/instance/rent.ts',
    find: 'const owner = await settleRental(this.effects.account, rental);',
    replace:
      'const owner = await settleRental(this.effects.account, rental).catch(() => undefined);\n' +
      '    if (owner === undefined) {\n      this.holdings.drop(rental.id);\n      return undefined;\n    }',
    schedules: [targeted([step('apply', { faults: times(20, 'unavailable-page', 'update') })])],
  },
  {
    name: 'not given back after a stop',
    breaks: 'a create that is stopped leaves its rental running, and says that nothing is left',
    file: 'src/provider/instance/rent.ts',
    find: 'const left = await this.holdings.discardAll();',
    replace: 'const left: readonly RentalNote[] = [];',
    schedules: [interrupted],
  },
  {
    name: 'absent is gone',
    breaks: 'an instance that a list page omits counts as gone',
    file: 'src/provider/look-up.ts',
    find: '?? (await vast.readInstance(id, options.signal));',
    replace: '?? null;',
    schedules: [
      targeted([step('apply'), step('plan', { pauseMs: 200_000, faults: [{ kind: 'omitted', nth: 1 }] })]),
    ],
  },
  {
    name: 'server error is gone',
    breaks: 'a read that the server fails to answer counts as "no such instance"',
    file: 'src/vast/instance-calls.ts',
    find: 'if (error instanceof NotFoundError) return null;',
    replace: 'if (error instanceof Error) return null;',
    schedules: [
      targeted([
        step('apply'),
        step('plan', {
          pauseMs: 200_000,
          faults: [{ kind: 'omitted', nth: 1 }, ...times(8, 'unavailable-page', 'read')],
        }),
      ]),
    ],
  },
  {
    name: 'destroy unconfirmed',
    breaks: 'destroy believes that a call that failed has worked',
    file: 'src/provider/instance/delete.ts',
    find: 'await destroyConfirmed(account, target, {',
    replace:
      'await account.vast.destroyInstance(target, limit.signal).catch(() => undefined);\n' +
      '      if (target > 0) return;\n      await destroyConfirmed(account, target, {',
    schedules: [
      targeted([step('apply'), step('destroy', { faults: times(6, 'unavailable-page', 'destroy') })]),
    ],
  },
  {
    name: '400 is taken',
    breaks: 'every 400 at the paying call counts as "taken", and the next offer is tried',
    file: 'src/vast/classify.ts',
    find: "if (code === 'no_such_ask' ||",
    replace: "if (status === 400 || code === 'no_such_ask' ||",
    schedules: [targeted([step('apply', { faults: [{ kind: 'refused', error: 'insufficient_credit' }] })])],
  },
  {
    name: 'queues instead of failing',
    breaks: 'a rental that cannot start now is made all the same, stopped and billed',
    file: 'src/vast/create-request.ts',
    find: 'cancel_unavail: true,',
    replace: 'cancel_unavail: false,',
    schedules: [targeted([step('apply')])],
  },
  {
    name: 'queued start left',
    breaks: 'a refused start stays queued, and starts and bills hours later',
    file: 'src/provider/instance/power.ts',
    find: "await account.vast.setState(id, 'stopped', limit.signal);\n    return",
    replace: 'return',
    schedules: [
      targeted([
        step('apply'),
        step('stop'),
        step('start', { faults: [{ kind: 'refused-start', endpoint: 'update', skip: 0 }] }),
      ]),
    ],
  },
  {
    name: 'share not reserved',
    breaks: 'creates at the same time all see the same free budget',
    file: 'src/provider/budget.ts',
    find: 'this.shares.set(key, { pricePerHour, instanceId: null });',
    replace: '',
    schedules: [targeted([step('apply', { leave: true })], { instances: 2, parallel: true, budget: 0.3 })],
  },
  {
    name: 'mark lost',
    breaks: 'a changed label loses the mark that finds the rental again',
    file: 'src/provider/label.ts',
    find: "return ours ? formatLabel({ ...ours, text }) : (text ?? '');",
    replace: "return ours === undefined || ours ? (text ?? '') : '';",
    schedules: [targeted([step('apply'), step('label')])],
  },
  {
    name: 'plan writes',
    breaks: 'a refresh writes a label',
    file: 'src/provider/instance/read.ts',
    find: 'if (instance === null) return isYoung(account, state.rented_at, GONE_AFTER_MS) ? state : null;',
    replace:
      'if (instance === null) return isYoung(account, state.rented_at, GONE_AFTER_MS) ? state : null;\n' +
      "    await account.vast.setLabel(instance.id, instance.label ?? '', signal);",
    schedules: [targeted([step('apply')])],
  },
  {
    name: 'key in an error',
    breaks: 'the error of a broken connection shows the API key',
    file: 'src/vast/transport.ts',
    find: 'throw new ConnectionFault(describeFault(error),',
    replace: "throw new ConnectionFault(`${describeFault(error)} (${options.apiKey ?? ''})`,",
    schedules: [targeted([step('apply', { faults: times(8, 'drop', 'list') })])],
  },
  {
    name: 'secret in the state',
    breaks: 'an import stores the values of secret variables',
    file: 'src/provider/instance/secrets.ts',
    find: 'name !== SECRET_KEYS && !hidden.has(name)',
    replace: "name !== SECRET_KEYS && !hidden.has('')",
    schedules: [killedAfterSettle],
  },
  {
    name: 'dies of Ctrl-C',
    breaks: 'the provider ends at SIGINT, and with it what it knows',
    file: 'src/tfplugin/serve/lifecycle.ts',
    find: "host.on('SIGINT', () => undefined);",
    replace: "host.on('SIGINT', () => host.exit(130));",
    schedules: [interrupted],
  },
  {
    name: 'outlives Terraform',
    breaks: 'the provider does not notice that Terraform was killed',
    file: 'src/tfplugin/serve/lifecycle.ts',
    find: 'if (host.ppid !== parent) leave(1);',
    replace: 'if (host.ppid < 0) leave(1);',
    schedules: [
      targeted([step('apply', { interruption: at(['list', 4, 'answered'], 'SIGKILL', 'terraform') })]),
    ],
  },
];
